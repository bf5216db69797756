import type { Variable } from "@/core/expression/variable"
import type { Value } from "@/core/ticket/event"
import type { Field } from "../graph"
import { kindOfField, settingsOf } from "./kinds"

/** The variables of a field that conditions cannot read as a whole: `items.count`, `items.price`. */
export function fieldParts(field: Field): { key: string; variable: Variable; valueOf(value: Value): number }[] {
  const parts = kindOfField(field).parts?.(settingsOf(field)) ?? []
  return parts.map(({ name, type, label, valueOf }) => {
    const key = `${field.key}.${name}`
    const named = {
      en: `${field.label.en || field.key}: ${label.en}`,
      zh: `${field.label.zh || field.key}：${label.zh}`,
    }
    return { key, variable: { key, type, nullable: false, label: named }, valueOf }
  })
}
