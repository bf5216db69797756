"use client"

import { lazy, Suspense } from "react"
import { useFormatter, useLocale, useTimeZone } from "use-intl"
import { KeyValueList } from "@/components/ui/key-value"
import type { Field } from "@/core/flow/graph"
import type { Row, Values } from "@/core/ticket/event"
import { sizeText } from "@/components/form/size-text"
import { formatValue, type ValueStyle } from "./field-value"

// Tables come with what is known of columns, which most tickets have none of.
const RowsFacts = lazy(async () => ({ default: (await import("@/components/form/rows-facts")).RowsFacts }))

type People = Readonly<Record<string, { name: string }>>

/** A form as it was filled in, by kind: money in major units, instants in the tenant's zone. Empty ones are a dash. */
export function FieldFacts(props: {
  fields: readonly Field[]
  values: Values
  people?: People
  columns?: 1 | 2
  className?: string
}) {
  const locale = useLocale()
  const timeZone = useTimeZone() ?? "UTC"
  const style: ValueStyle = { locale, timeZone, person: (id) => props.people?.[id]?.name }
  return (
    <KeyValueList
      columns={props.columns}
      className={props.className}
      items={props.fields.map((field) => ({
        label: field.label[locale],
        value: formatted(field, props.values, style),
      }))}
    />
  )
}

function formatted(field: Field, values: Values, style: ValueStyle) {
  const text = formatValue(field, values[field.key], style)
  if (text === null) return null
  if (field.kind === "table") {
    return (
      <Suspense fallback={text}>
        <RowsFacts field={field} rows={rowsOf(values[field.key])} style={style} />
      </Suspense>
    )
  }
  if (field.kind === "file") return <FileFacts files={rowsOf(values[field.key])} />
  const isFigure = field.type === "money" || field.type === "int" || field.type === "double"
  return <span className={isFigure ? "font-medium figures" : "whitespace-pre-wrap"}>{text}</span>
}

const rowsOf = (value: Values[string] | undefined): Row[] =>
  Array.isArray(value) ? value.filter((row) => typeof row === "object") : []

/** Files to save. */
function FileFacts({ files }: { files: Row[] }) {
  const format = useFormatter()
  return (
    <ul className="space-y-0.5">
      {files.map((file) => (
        <li key={String(file["id"])} className="flex items-baseline gap-2">
          <a
            href={`/api/attachment/${String(file["id"])}`}
            download
            className="min-w-0 break-words text-link hover:underline"
          >
            {String(file["name"])}
          </a>
          <span className="shrink-0 text-xs text-muted figures">{sizeText(Number(file["size"]), format)}</span>
        </li>
      ))}
    </ul>
  )
}
