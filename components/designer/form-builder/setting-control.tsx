"use client"

import { useState } from "react"
import { useTranslations } from "use-intl"
import { CheckboxGroup } from "@/components/ui/checkbox-group"
import { SelectField } from "@/components/ui/select-field"
import { TextField } from "@/components/ui/text-field"
import type { Setting } from "@/core/flow/form/field-kind"
import { useDesignerContext } from "../designer-context"
import { ColumnsEditor } from "./columns-editor"

type Props = {
  setting: Setting
  value: unknown
  error?: string | undefined
  isDisabled: boolean
  /** undefined takes the setting away. */
  onChange: (value: unknown) => void
}

/** One setting of a field's kind, by what its schema says of it. */
export function SettingControl({ setting, value, error, isDisabled, onChange }: Props) {
  const t = useTranslations("designer.builder")
  const { locale } = useDesignerContext()
  const { control, label, help, options = [] } = setting
  const common = { label: label[locale], description: help?.[locale], error, isDisabled }
  const choices = options.map((option) => ({ value: option.value, label: option.label[locale] }))
  if (control === "choice") {
    return (
      <SelectField
        {...common}
        options={[{ value: "", label: t("standard") }, ...choices]}
        value={typeof value === "string" ? value : ""}
        onChange={(next) => onChange(next === "" ? undefined : next)}
      />
    )
  }
  if (control === "options") {
    const chosen = Array.isArray(value) ? value.filter((one) => typeof one === "string") : []
    return (
      <CheckboxGroup
        {...common}
        isDense
        description={chosen.length === 0 ? t("everything") : undefined}
        options={choices}
        value={chosen}
        onChange={(next) => onChange(next.length === 0 ? undefined : next)}
      />
    )
  }
  if (control === "columns") return <ColumnsEditor {...common} value={value} onChange={onChange} />
  if (control === "texts") {
    const { en = "", zh = "" } = (value ?? {}) as { en?: string; zh?: string }
    const set = (next: { en: string; zh: string }) => onChange(next.en === "" && next.zh === "" ? undefined : next)
    return (
      <div className="space-y-2">
        <TextField
          {...common}
          label={t("inChinese", { label: label[locale] })}
          value={zh}
          maxLength={400}
          onChange={(next) => set({ en, zh: next })}
        />
        <TextField
          label={t("inEnglish", { label: label[locale] })}
          isDisabled={isDisabled}
          value={en}
          maxLength={400}
          onChange={(next) => set({ en: next, zh })}
        />
      </div>
    )
  }
  if (control === "number" || control === "amount") {
    return <NumberSetting {...common} isAmount={control === "amount"} value={value} onChange={onChange} />
  }
  return (
    <TextField
      {...common}
      type={control === "date" ? "date" : "text"}
      value={typeof value === "string" ? value : ""}
      maxLength={256}
      inputProps={control === "text" ? { className: "font-mono", spellCheck: false } : undefined}
      onChange={(next) => onChange(next === "" ? undefined : next)}
    />
  )
}

/** A number that may be left out. Text that is none stays while it is being typed and changes nothing. */
function NumberSetting(props: {
  label: string
  description?: string | undefined
  error?: string | undefined
  isDisabled: boolean
  isAmount: boolean
  value: unknown
  onChange: (value: unknown) => void
}) {
  const [typed, setTyped] = useState<string | null>(null)
  const { value, isAmount, onChange, ...common } = props
  const stored = typeof value === "number" ? (isAmount ? (value / 100).toFixed(2) : String(value)) : ""
  return (
    <TextField
      {...common}
      inputMode="decimal"
      value={typed ?? stored}
      onBlur={() => setTyped(null)}
      onChange={(text) => {
        setTyped(text)
        const number = Number(text.normalize("NFKC").replaceAll(/[\s,]/g, ""))
        if (text.trim() === "") onChange(undefined)
        else if (Number.isFinite(number)) onChange(isAmount ? Math.round(number * 100) : number)
      }}
    />
  )
}
