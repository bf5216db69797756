"use client"

import { useLocale, useTimeZone } from "use-intl"
import { KeyValueList } from "@/components/ui/key-value"
import type { Field } from "@/core/flow/graph"
import type { Values } from "@/core/ticket/event"
import { formatValue } from "./field-value"

/** A form as it was filled in, by type: money in major units, instants in the tenant's zone. Empty ones are a dash. */
export function FieldFacts(props: { fields: readonly Field[]; values: Values; columns?: 1 | 2; className?: string }) {
  const locale = useLocale()
  const timeZone = useTimeZone() ?? "UTC"
  return (
    <KeyValueList
      columns={props.columns}
      className={props.className}
      items={props.fields.map((field) => ({
        label: field.label[locale],
        value: formatted(field, props.values, { locale, timeZone }),
      }))}
    />
  )
}

function formatted(field: Field, values: Values, style: { locale: "en" | "zh"; timeZone: string }) {
  const text = formatValue(field, values[field.key], style)
  if (text === null) return null
  const isFigure = field.type === "money" || field.type === "int" || field.type === "double"
  return <span className={isFigure ? "font-medium figures" : "whitespace-pre-wrap"}>{text}</span>
}
