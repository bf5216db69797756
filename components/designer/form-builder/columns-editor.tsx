"use client"

import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react"
import { useState } from "react"
import { useTranslations } from "use-intl"
import { Button } from "@/components/ui/button"
import { IconButton } from "@/components/ui/icon-button"
import { SelectField } from "@/components/ui/select-field"
import { TextField } from "@/components/ui/text-field"
import { fieldKind } from "@/core/flow/form/kinds"
import { columnKinds, type Column } from "@/core/flow/form/kinds/table"
import { ControlFrame } from "../controls/control-frame"
import { CommittedText } from "../controls/committed-text"
import { SwitchInput } from "../controls/switch-input"
import { useDesignerContext } from "../designer-context"

const columnsMax = 12
const summed = new Set<Column["kind"]>(["integer", "number", "money"])

const freeKey = (columns: readonly Column[]) => {
  let number = columns.length + 1
  while (columns.some(({ key }) => key === `column${number}`)) number += 1
  return `column${number}`
}

/** Choices as lines of text. A line that is being typed stays as it is; one that was there keeps what it is stored as. */
function ChoiceLines(props: {
  column: Column
  isDisabled: boolean
  onChange: (values: NonNullable<Column["values"]>) => void
}) {
  const t = useTranslations("designer.builder.columns")
  const { locale } = useDesignerContext()
  const { values = [] } = props.column
  const [typed, setTyped] = useState<string | null>(null)
  const read = (text: string) => {
    const lines = new Set(text.split("\n").map((line) => line.trim().slice(0, 128)))
    lines.delete("")
    return [...lines].slice(0, 100).map((line) => {
      const known = values.find(({ label, value }) => (label[locale] || value) === line)
      return known ?? { value: line, label: { en: line, zh: line } }
    })
  }
  return (
    <TextField
      label={t("choices")}
      description={t("choicesHelp")}
      lines={3}
      isDisabled={props.isDisabled}
      value={typed ?? values.map(({ label, value }) => label[locale] || value).join("\n")}
      onChange={(text) => {
        setTyped(text)
        props.onChange(read(text))
      }}
    />
  )
}

/** The columns of a table, each a small field. */
export function ColumnsEditor(props: {
  label: string
  error?: string | undefined
  isDisabled: boolean
  value: unknown
  onChange: (columns: Column[]) => void
}) {
  const t = useTranslations("designer.builder.columns")
  const { locale } = useDesignerContext()
  const { isDisabled } = props
  const columns = Array.isArray(props.value) ? (props.value as Column[]) : []
  const set = (index: number, change: Partial<Column>) =>
    props.onChange(columns.map((column, at) => (at === index ? { ...column, ...change } : column)))
  const move = (index: number, by: number) => {
    const next = [...columns]
    next.splice(index + by, 0, ...next.splice(index, 1))
    props.onChange(next)
  }
  return (
    <ControlFrame label={props.label} error={props.error}>
      <ol className="space-y-2">
        {columns.map((column, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- the key of a column changes while it is being typed
          <li key={index} className="space-y-2 rounded-lg bg-surface-secondary p-2.5">
            <TextField
              label={t("zh")}
              value={column.label.zh}
              maxLength={400}
              isDisabled={isDisabled}
              onChange={(zh) => set(index, { label: { ...column.label, zh } })}
            />
            <TextField
              label={t("en")}
              value={column.label.en}
              maxLength={400}
              isDisabled={isDisabled}
              onChange={(en) => set(index, { label: { ...column.label, en } })}
            />
            <div className="grid grid-cols-2 gap-2">
              <SelectField
                label={t("kind")}
                isDisabled={isDisabled}
                options={columnKinds.map((kind) => ({ value: kind, label: fieldKind(kind)?.title[locale] ?? kind }))}
                value={column.kind}
                onChange={(kind) => {
                  const { total: _total, values: _values, ...rest } = column
                  const next: Column = { ...rest, kind, ...(summed.has(kind) && column.total && { total: true }) }
                  props.onChange(columns.map((one, at) => (at === index ? next : one)))
                }}
              />
              <CommittedText
                label={t("key")}
                isMono
                value={column.key}
                isDisabled={isDisabled}
                check={(key) =>
                  !/^[A-Za-z][A-Za-z0-9_]{0,39}$/.test(key)
                    ? t("keyInvalid")
                    : columns.some((other, at) => at !== index && other.key === key)
                      ? t("keyTaken")
                      : null
                }
                onCommit={(key) => set(index, { key })}
              />
            </div>
            {column.kind === "choice" && (
              <ChoiceLines column={column} isDisabled={isDisabled} onChange={(values) => set(index, { values })} />
            )}
            <SwitchInput
              label={t("required")}
              isOn={column.required}
              isDisabled={isDisabled}
              onChange={(required) => set(index, { required })}
            />
            {summed.has(column.kind) && (
              <SwitchInput
                label={t("total")}
                isOn={column.total === true}
                isDisabled={isDisabled}
                onChange={(total) => set(index, { total })}
              />
            )}
            {!isDisabled && (
              <div className="flex justify-end">
                <IconButton
                  size="sm"
                  icon={ArrowUp}
                  label={t("up")}
                  isDisabled={index === 0}
                  onPress={() => move(index, -1)}
                />
                <IconButton
                  size="sm"
                  icon={ArrowDown}
                  label={t("down")}
                  isDisabled={index === columns.length - 1}
                  onPress={() => move(index, 1)}
                />
                <IconButton
                  size="sm"
                  icon={Trash2}
                  label={t("remove")}
                  onPress={() => props.onChange(columns.filter((_, at) => at !== index))}
                />
              </div>
            )}
          </li>
        ))}
      </ol>
      {!isDisabled && columns.length < columnsMax && (
        <Button
          size="sm"
          variant="outline"
          className="mt-2"
          onPress={() => {
            const key = freeKey(columns)
            props.onChange([...columns, { key, label: { en: "", zh: "" }, kind: "text", required: false }])
          }}
        >
          <Plus aria-hidden="true" />
          {t("add")}
        </Button>
      )}
    </ControlFrame>
  )
}
