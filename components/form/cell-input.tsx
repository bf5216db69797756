"use client"

import { useState } from "react"
import { useLocale, useTranslations } from "use-intl"
import type { Column } from "@/core/flow/form/kinds/table"

const modes: Partial<Record<Column["kind"], "decimal" | "numeric">> = {
  money: "decimal",
  number: "decimal",
  integer: "numeric",
}
const look =
  "h-9 w-full min-w-0 rounded-md border border-border/70 bg-field px-1.5 text-sm hover:border-foreground/30 focus-visible:border-focus focus-visible:outline-none md:h-8"

/** One cell. What is being typed stays as it is until it is left: "1." is on its way to "1.5". */
export function CellInput(props: {
  column: Column
  label: string
  draft: string
  isDisabled: boolean
  onChange: (draft: string) => void
}) {
  const t = useTranslations("form")
  const locale = useLocale()
  const { column, draft, isDisabled } = props
  const [typed, setTyped] = useState<string | null>(null)
  const options =
    column.kind === "choice"
      ? (column.values ?? []).map(({ value, label }) => ({ value, text: label[locale] || value }))
      : column.kind === "yesNo"
        ? [
            { value: "true", text: t("yes") },
            { value: "false", text: t("no") },
          ]
        : null
  if (options) {
    return (
      <select
        aria-label={props.label}
        value={draft}
        disabled={isDisabled}
        onChange={(event) => props.onChange(event.target.value)}
        className={look}
      >
        <option value="">—</option>
        {options.map(({ value, text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    )
  }
  return (
    <input
      aria-label={props.label}
      type={column.kind === "date" ? "date" : "text"}
      inputMode={modes[column.kind]}
      value={typed ?? draft}
      disabled={isDisabled}
      maxLength={400}
      onChange={(event) => {
        setTyped(event.target.value)
        props.onChange(event.target.value)
      }}
      onBlur={() => setTyped(null)}
      className={look}
    />
  )
}
