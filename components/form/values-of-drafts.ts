import { valueOf, type FieldDrafts } from "@/components/ticket/field-draft"
import type { Field } from "@/core/flow/graph"
import type { Values } from "@/core/ticket/event"

/** What stands in a form as it is being typed. Text that is no value of its field yet counts as empty. */
export function valuesOfDrafts(fields: readonly Field[], drafts: FieldDrafts, timeZone: string): Values {
  const values: Values = {}
  for (const field of fields) {
    const draft = drafts[field.key]
    if (draft === undefined) continue
    const value = valueOf(field, draft, timeZone)
    const isTyping = typeof value === "string" && (isNumber.has(field.type) || field.type === "bool")
    values[field.key] = isTyping ? null : value
  }
  return values
}

const isNumber = new Set<Field["type"]>(["int", "double", "money"])
