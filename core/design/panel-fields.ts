import { z } from "zod"
import type { NodeKind, PanelField } from "@/core/flow/node-kind"

export type NamedPanelField = PanelField & { key: string; schema: z.ZodType }

const shapeOf = (schema: z.ZodType): Record<string, z.ZodType> =>
  schema instanceof z.ZodObject ? (schema.shape as Record<string, z.ZodType>) : {}

const panelOf = (schema: z.ZodType): PanelField | undefined => {
  const panel = schema.meta()?.["panel"]
  return panel === undefined ? undefined : (panel as PanelField)
}

const cache = new WeakMap<z.ZodType, NamedPanelField[]>()

/** The fields of a kind's configuration that people edit, in the order of its schema. */
export function panelFieldsOf(kind: Pick<NodeKind, "schema">): NamedPanelField[] {
  const known = cache.get(kind.schema)
  if (known) return known
  const fields = Object.entries(shapeOf(kind.schema)).flatMap(([key, schema]) => {
    const panel = panelOf(schema)
    return panel ? [{ ...panel, key, schema }] : []
  })
  cache.set(kind.schema, fields)
  return fields
}
