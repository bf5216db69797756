import * as z from "zod"
import type { Text } from "@/core/text"
import type { NodeKind, PanelField } from "./node-kind"

/** One field of the property panel: which property of the configuration it edits, and how. */
export type PanelEntry = { key: string; panel: PanelField; schema: z.ZodType }

/** The property panel of a kind, generated from its schema: a field for each property, in the order of the schema. */
export function panelEntries({ schema }: NodeKind): PanelEntry[] {
  if (!(schema instanceof z.ZodObject)) return []
  return Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([key, property]) => {
    const panel = panelOf(property)
    return panel ? [{ key, panel, schema: property }] : []
  })
}

/** True when the field has a place on the panel for this configuration. */
export function isPanelVisible({ visibleWhen }: PanelField, config: Record<string, unknown>): boolean {
  return !visibleWhen || visibleWhen.values.includes(String(config[visibleWhen.key]))
}

/** What people call a property; undefined for schemas without a panel. */
export function panelLabel(schema: z.ZodType, key: string): Text | undefined {
  if (!(schema instanceof z.ZodObject)) return undefined
  const property = Object.entries(schema.shape as Record<string, z.ZodType>).find(([name]) => name === key)?.[1]
  return property && panelOf(property)?.label
}

function panelOf(property: z.ZodType): PanelField | undefined {
  return property.meta()?.["panel"] as PanelField | undefined
}
