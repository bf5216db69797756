import * as z from "zod"
import { nodeKinds } from "../nodes/kinds"
import { flowFileSchema } from "./flow-file"

type JsonSchema = Record<string, unknown>

/** The panel's own words become the schema's: what an author reads beside a field is what a program's author reads. */
const options = {
  io: "input",
  reused: "ref",
  unrepresentable: "any",
  override({ jsonSchema }: { jsonSchema: JsonSchema }) {
    const panel = jsonSchema["panel"] as { label: { en: string }; help?: { en: string } } | undefined
    if (!panel) return
    delete jsonSchema["panel"]
    jsonSchema["title"] = panel.label.en
    if (panel.help) jsonSchema["description"] = panel.help.en
  },
} as const

/**
 * The JSON Schema (2020-12) of a flow's file. A node's `config` is open, because a draft may be half-done; what it is
 * when it is whole stands under `$defs`, one for each kind.
 */
export function flowFormat(): JsonSchema {
  const kinds = z.object(Object.fromEntries(nodeKinds.map(({ kind, schema }) => [kind, schema])))
  // Together, so that what several share (deadlines, people) is said once.
  const { $schema, $defs, properties } = z.toJSONSchema(
    z.object({ file: flowFileSchema, kinds }),
    options,
  ) as unknown as {
    $schema: string
    $defs: Record<string, JsonSchema>
    properties: { file: JsonSchema; kinds: { properties: Record<string, JsonSchema> } }
  }
  const configs = nodeKinds.map(({ kind, title, description }) => [
    `config.${kind}`,
    { title: title.en, description: description.en, ...properties.kinds.properties[kind] },
  ])
  return { $schema, title: "Firstcall flow", ...properties.file, $defs: { ...Object.fromEntries(configs), ...$defs } }
}
