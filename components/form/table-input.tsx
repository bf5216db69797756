"use client"

import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react"
import { useRef } from "react"
import { useLocale, useTimeZone, useTranslations } from "use-intl"
import { draftOf, valueOf, type FieldDraft } from "@/components/ticket/field-draft"
import { formatValue } from "@/components/ticket/field-value"
import { Button } from "@/components/ui/button"
import { FieldNotes, useFieldIds, type FieldTexts } from "@/components/ui/field-notes"
import { IconButton } from "@/components/ui/icon-button"
import { settingsOf } from "@/core/flow/form/kinds"
import { columnTotal, type Column } from "@/core/flow/form/kinds/table"
import type { Field } from "@/core/flow/graph"
import type { Row } from "@/core/ticket/event"
import { CellInput } from "./cell-input"
import { fieldOfColumn } from "./field-of-column"

const rowsMax = 100
/** Cells hold one value each. */
const textOf = (draft: FieldDraft): string => (typeof draft === "string" ? draft : "")

/** Rows of a table: add, fill in, move, remove; totals below. Alt + ↑ ↓ moves the row one is in. */
export function TableInput(
  props: FieldTexts & { field: Field; rows: readonly Row[]; onChange: (rows: Row[]) => void; isDisabled?: boolean },
) {
  const t = useTranslations("form.table")
  const locale = useLocale()
  const timeZone = useTimeZone() ?? "UTC"
  const ids = useFieldIds(props)
  const body = useRef<HTMLTableSectionElement>(null)
  const { field, rows, isDisabled } = props
  const { columns = [], maxRows = rowsMax } = settingsOf(field) as { columns?: Column[]; maxRows?: number }
  const totals = columns.filter(({ total }) => total)
  const set = (index: number, key: string, cell: Row[string]) =>
    props.onChange(rows.map((row, at) => (at === index ? { ...row, [key]: cell } : row)))
  const focusRow = (index: number) =>
    requestAnimationFrame(() => body.current?.rows[index]?.querySelector<HTMLElement>("input, select")?.focus())
  const move = (index: number, by: number) => {
    const to = index + by
    if (to < 0 || to >= rows.length) return
    const next = [...rows]
    next.splice(to, 0, ...next.splice(index, 1))
    props.onChange(next)
    focusRow(to)
  }
  return (
    <div
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a legend cannot be laid out as the other labels are
      role="group"
      aria-labelledby={ids.label}
      aria-describedby={ids.describedBy}
      data-slot="textfield"
      data-invalid={props.error ? true : undefined}
      data-field={field.key}
      className="min-w-0"
    >
      <span id={ids.label} data-slot="label" className="label mb-1 block">
        {props.label}
      </span>
      {rows.length > 0 && (
        <div className="mt-1 overflow-x-auto rounded-lg border border-border">
          <table className="w-full min-w-max text-sm">
            <thead className="bg-surface-secondary text-xs text-muted">
              <tr>
                {columns.map((column) => (
                  <th key={column.key} scope="col" className="px-2 py-1.5 text-start font-normal">
                    {column.label[locale] || column.key}
                    {column.required && <span className="text-breached-ink"> *</span>}
                  </th>
                ))}
                <th scope="col" className="w-24">
                  <span className="sr-only">{t("actions")}</span>
                </th>
              </tr>
            </thead>
            <tbody ref={body} className="divide-y divide-separator">
              {rows.map((row, index) => (
                // The cells hold the controls; the row only hears their keys.
                // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/control-has-associated-label
                <tr
                  // oxlint-disable-next-line react/no-array-index-key -- rows have no name of their own; inputs are controlled
                  key={index}
                  onKeyDown={(event) => {
                    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return
                    event.preventDefault()
                    move(index, event.key === "ArrowUp" ? -1 : 1)
                  }}
                >
                  {columns.map((column) => {
                    const own = fieldOfColumn(column)
                    const cell = Object.hasOwn(row, column.key) ? (row[column.key] ?? null) : null
                    return (
                      <td key={column.key} className="min-w-28 p-1">
                        <CellInput
                          column={column}
                          label={t("cell", { column: column.label[locale] || column.key, row: index + 1 })}
                          draft={textOf(draftOf(own, cell, timeZone))}
                          isDisabled={isDisabled ?? false}
                          onChange={(draft) => set(index, column.key, valueOf(own, draft, timeZone) as Row[string])}
                        />
                      </td>
                    )
                  })}
                  <td className="p-1 whitespace-nowrap">
                    <IconButton
                      size="sm"
                      icon={ArrowUp}
                      label={t("up", { row: index + 1 })}
                      isDisabled={isDisabled || index === 0}
                      onPress={() => move(index, -1)}
                    />
                    <IconButton
                      size="sm"
                      icon={ArrowDown}
                      label={t("down", { row: index + 1 })}
                      isDisabled={isDisabled || index === rows.length - 1}
                      onPress={() => move(index, 1)}
                    />
                    <IconButton
                      size="sm"
                      icon={Trash2}
                      label={t("remove", { row: index + 1 })}
                      isDisabled={isDisabled ?? false}
                      onPress={() => props.onChange(rows.filter((_, at) => at !== index))}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
            {totals.length > 0 && (
              <tfoot className="border-t border-border bg-surface-secondary font-medium">
                <tr>
                  {columns.map((column, at) => (
                    <td key={column.key} className="px-2 py-1.5 figures">
                      {column.total
                        ? formatValue(fieldOfColumn(column), columnTotal([...rows], column.key), { locale, timeZone })
                        : at === 0 && t("total")}
                    </td>
                  ))}
                </tr>
              </tfoot>
            )}
          </table>
        </div>
      )}
      {rows.length < maxRows && (
        <Button
          size="sm"
          variant="outline"
          className="mt-1.5"
          isDisabled={isDisabled ?? false}
          onPress={() => {
            props.onChange([...rows, {}])
            focusRow(rows.length)
          }}
        >
          <Plus aria-hidden="true" />
          {t("add", { field: field.label[locale] || field.key })}
        </Button>
      )}
      <div className="mt-1">
        <FieldNotes ids={ids} description={props.description} error={props.error} />
      </div>
    </div>
  )
}
