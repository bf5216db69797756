"use client"

import { useLocale, useTranslations } from "use-intl"
import { CheckboxGroup } from "@/components/ui/checkbox-group"
import { SelectField } from "@/components/ui/select-field"
import { TextField } from "@/components/ui/text-field"
import type { Field } from "@/core/flow/graph"
import type { Text } from "@/core/text"
import type { FieldDraft } from "./field-draft"

type InputProps = {
  field: Field
  draft: FieldDraft
  onChange: (draft: FieldDraft) => void
  /** Shown below the input; names what is wrong. */
  problem?: Text | undefined
  isDisabled?: boolean
}

const textOf = (draft: FieldDraft) => (Array.isArray(draft) ? draft.join("\n") : draft)

/** The input of one form field, by its type. Works on drafts (field-draft.ts): what is typed, not yet a value. */
export function FieldInput({ field, draft, onChange, problem, isDisabled }: InputProps) {
  const locale = useLocale()
  const t = useTranslations("ticket.field")
  const label = (
    <>
      {field.label[locale]}
      {!field.required && <span className="ml-1.5 font-normal text-muted">{t("optional")}</span>}
    </>
  )
  const help = field.help?.[locale]
  const error = problem?.[locale]
  const common = { label, error, isDisabled, name: field.key, "data-field": field.key }
  const hint = (word: string) => (help ? `${help} ${word}` : word)

  if (field.type === "list<string>" && field.values) {
    return (
      <CheckboxGroup
        {...common}
        description={help}
        value={Array.isArray(draft) ? draft : []}
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
        placeholder={t("choose")}
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
      lines={field.type === "string" ? 1 : undefined}
      className="[&_textarea]:resize-none [&_textarea]:field-sizing-content"
      type={field.type === "timestamp" ? "datetime-local" : "text"}
      inputMode={
        field.type === "money" || field.type === "double" || field.type === "duration"
          ? "decimal"
          : field.type === "int"
            ? "numeric"
            : undefined
      }
      placeholder={field.type === "money" ? "0.00" : undefined}
      value={textOf(draft)}
      onChange={onChange}
    />
  )
}

const yesNo = [
  { value: "true", label: { en: "Yes", zh: "是" } },
  { value: "false", label: { en: "No", zh: "否" } },
]
