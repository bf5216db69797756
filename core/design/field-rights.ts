import * as z from "zod"
import type { DraftGraph, DraftNode } from "@/core/flow/graph"
import { nodeKind } from "@/core/flow/nodes/kinds"
import { command, type Command } from "./command"

/** `required`: filled in here, and not to be left empty; `edit`: may be filled in; `read`: shown; `hidden`: not seen. */
export const fieldRights = ["required", "edit", "read", "hidden"] as const
export type FieldRight = (typeof fieldRights)[number]

const configSchema = z.looseObject({
  fields: z.array(z.string()).catch([]),
  fieldRights: z
    .looseObject({ required: z.array(z.string()).catch([]), hidden: z.array(z.string()).catch([]) })
    .catch({ required: [], hidden: [] }),
})
const rightsOf = ({ config }: Pick<DraftNode, "config">) =>
  configSchema.parse({ fields: config["fields"], fieldRights: config["fieldRights"] })

/** What the step asks for by itself, whatever is set: the score of a return visit. */
function alwaysAsked({ kind: name, config }: Pick<DraftNode, "kind" | "config">): readonly string[] {
  const kind = nodeKind(name)
  const parsed = kind?.schema.safeParse({ ...config, fields: [] })
  return parsed?.success ? (kind?.form?.(parsed.data).fieldKeys ?? []) : []
}

/** The steps at which people see the form, as they stand in the draft. */
export const formSteps = ({ nodes }: DraftGraph): DraftNode[] =>
  nodes.filter(({ kind }) => nodeKind(kind)?.form !== undefined)

/** Nobody looks at a form before it begins: what the start does not ask is neither read nor hidden there. */
export const rightsAt = ({ kind }: Pick<DraftNode, "kind">): readonly FieldRight[] =>
  nodeKind(kind)?.hasEntry === false ? ["required", "edit", "read"] : fieldRights

/** What people may do with a field at a step. Pure. */
export function fieldRight(node: Pick<DraftNode, "kind" | "config">, key: string): FieldRight {
  const { fields, fieldRights: special } = rightsOf(node)
  if (special.hidden.includes(key)) return "hidden"
  if (!fields.includes(key) && !alwaysAsked(node).includes(key)) return "read"
  return special.required.includes(key) ? "required" : "edit"
}

/** Gives these fields the same right at these steps: one cell, a line or all of the matrix. */
export function setFieldRights(
  graph: DraftGraph,
  nodeIds: readonly string[],
  keys: readonly string[],
  right: FieldRight,
): Command {
  const chosen = new Set(nodeIds)
  const rank = new Map(graph.fields.map(({ key }, index) => [key, index]))
  const inFormOrder = (list: string[]) => list.toSorted((a, b) => (rank.get(a) ?? 999) - (rank.get(b) ?? 999))
  const nodes = graph.nodes.map((node) => {
    if (!chosen.has(node.id) || !rightsAt(node).includes(right)) return node
    const { fields, fieldRights: special } = rightsOf(node)
    const asked = right === "read" || right === "hidden" ? alwaysAsked(node) : []
    const meant = keys.filter((key) => !asked.includes(key))
    const put = (list: string[], isIn: boolean) =>
      inFormOrder([...list.filter((key) => !meant.includes(key)), ...(isIn ? meant : [])])
    const next = {
      required: put(special.required, right === "required"),
      hidden: put(special.hidden, right === "hidden"),
    }
    const { fieldRights: _, ...config } = node.config
    const isPlain = next.required.length === 0 && next.hidden.length === 0
    const filledIn = put(fields, right === "required" || right === "edit")
    return { ...node, config: { ...config, fields: filledIn, ...(!isPlain && { fieldRights: next }) } }
  })
  return command("setFieldRights", graph, { ...graph, nodes })
}
