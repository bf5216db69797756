"use client"

import { useLocale, useTranslations } from "use-intl"
import { ChoiceButtons } from "@/components/form/choice-buttons"
import { FileInput } from "@/components/form/file-input"
import { PersonInput } from "@/components/form/person-input"
import { TableInput } from "@/components/form/table-input"
import { CheckboxGroup } from "@/components/ui/checkbox-group"
import { SelectField } from "@/components/ui/select-field"
import { TextField } from "@/components/ui/text-field"
import { kindOfField, settingsOf } from "@/core/flow/form/kinds"
import type { Field } from "@/core/flow/graph"
import type { Text } from "@/core/text"
import type { Row } from "@/core/ticket/event"
import type { FieldDraft } from "./field-draft"

type InputProps = {
  field: Field
  draft: FieldDraft
  onChange: (draft: FieldDraft) => void
  /** Shown below the input; names what is wrong. */
  problem?: Text | undefined
  /** Names of people a field of them may hold. */
  people?: Readonly<Record<string, { name: string }>> | undefined
  isDisabled?: boolean | undefined
}

const textsOf = (draft: FieldDraft): string[] =>
  Array.isArray(draft) ? draft.filter((item) => typeof item === "string") : []
const textOf = (draft: FieldDraft) => (typeof draft === "string" ? draft : textsOf(draft).join("\n"))
const rowsOf = (draft: FieldDraft): Row[] =>
  Array.isArray(draft) ? draft.filter((item) => typeof item === "object") : []

/** The input of one form field, by its type. Works on drafts (field-draft.ts): what is typed, not yet a value. */
export function FieldInput({ field, draft, onChange, problem, people, isDisabled = false }: InputProps) {
  const locale = useLocale()
  const t = useTranslations("ticket.field")
  const settings = settingsOf(field)
  const currency = "currency" in settings ? String(settings.currency) : ""
  const label = (
    <>
      {field.label[locale]}
      {currency && <span className="ml-1.5 font-normal text-muted">{currency}</span>}
      {!field.required && <span className="ml-1.5 font-normal text-muted">{t("optional")}</span>}
    </>
  )
  const help = field.help?.[locale]
  const error = problem?.[locale]
  const placeholder = field.placeholder?.[locale]
  const common = { label, error, isDisabled, name: field.key, "data-field": field.key }
  const hint = (word: string) => (help ? `${help} ${word}` : word)

  const { kind } = kindOfField(field)
  if (kind === "table") {
    return (
      <TableInput
        {...common}
        description={help}
        field={field}
        rows={rowsOf(draft)}
        onChange={(rows) => onChange(rows)}
      />
    )
  }
  if (kind === "file") {
    return (
      <FileInput
        {...common}
        description={help}
        field={field}
        rows={rowsOf(draft)}
        onChange={(rows) => onChange(rows)}
      />
    )
  }
  if (kind === "person") {
    return (
      <PersonInput
        {...common}
        name={field.label[locale] || field.key}
        description={help}
        personId={textOf(draft)}
        people={people}
        onChange={onChange}
      />
    )
  }
  if (kind === "choice" && looksLikeButtons(field)) {
    return (
      <ChoiceButtons
        {...common}
        description={help}
        value={textOf(draft)}
        isOptional={!field.required}
        options={(field.values ?? []).map((choice) => ({ value: choice.value, label: choice.label[locale] }))}
        onChange={onChange}
      />
    )
  }
  if (field.type === "list<string>" && field.values) {
    return (
      <CheckboxGroup
        {...common}
        description={help}
        value={textsOf(draft)}
        options={field.values.map((choice) => ({ value: choice.value, label: choice.label[locale] }))}
        onChange={onChange}
      />
    )
  }
  const choices = field.values ?? (field.type === "bool" ? yesNo : undefined)
  if (choices) {
    return (
      <SelectField
        {...common}
        description={help}
        placeholder={placeholder || t("choose")}
        value={textOf(draft) || null}
        options={choices.map((choice) => ({ value: choice.value, label: choice.label[locale] }))}
        onChange={onChange}
      />
    )
  }
  if (field.type === "list<string>") {
    return (
      <TextField
        {...common}
        description={hint(t("onePerLine"))}
        lines={3}
        placeholder={placeholder}
        value={textOf(draft)}
        onChange={(text) => onChange(text === "" ? [] : text.split("\n"))}
      />
    )
  }
  return (
    <TextField
      {...common}
      description={field.type === "duration" ? hint(t("inMinutes")) : help}
      // Free text grows with what is typed; everything else is one line.
      lines={kind === "longText" ? (field.kind ? 3 : 1) : undefined}
      className="[&_textarea]:resize-none [&_textarea]:field-sizing-content"
      type={inputTypes[kind] ?? "text"}
      inputMode={
        field.type === "money" || field.type === "double" || field.type === "duration"
          ? "decimal"
          : field.type === "int"
            ? "numeric"
            : undefined
      }
      autoComplete="off"
      placeholder={placeholder || (field.type === "money" ? "0.00" : undefined)}
      value={textOf(draft)}
      onChange={onChange}
    />
  )
}

const yesNo = [
  { value: "true", label: { en: "Yes", zh: "是" } },
  { value: "false", label: { en: "No", zh: "否" } },
]

const inputTypes: Record<string, "datetime-local" | "date" | "tel" | "email"> = {
  dateTime: "datetime-local",
  date: "date",
  phone: "tel",
  email: "email",
}

const looksLikeButtons = (field: Field) => {
  const settings = settingsOf(field)
  return "look" in settings && settings.look === "buttons"
}
