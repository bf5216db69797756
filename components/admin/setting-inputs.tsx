"use client"

import { useTranslations } from "use-intl"
import { SwitchInput } from "@/components/designer/controls/switch-input"
import { PasswordField } from "@/components/ui/password-field"
import { SelectField } from "@/components/ui/select-field"
import { TextField } from "@/components/ui/text-field"
import type { SettingField, SettingProblem, SettingsDraft } from "./setting-fields"

/** What a field is called, in the language of the page. */
export type SettingTexts = {
  label: (name: string) => string
  help: (name: string) => string
  option?: (value: string) => string
}

/** The settings form of something outside, from its table of fields. */
export function SettingInputs(props: {
  fields: readonly SettingField[]
  texts: SettingTexts
  draft: SettingsDraft
  problems: Record<string, SettingProblem>
  /** What the server said about a field. */
  errorOf: (field: string) => string | undefined
  onChange: (draft: SettingsDraft) => void
}) {
  const wrong = useTranslations("connectors.settingProblem")
  return props.fields.map((field) => {
    const { name } = field
    const label = props.texts.label(name)
    const help = props.texts.help(name)
    const set = (value: string | boolean) => props.onChange({ ...props.draft, [name]: value })
    if (field.input === "switch")
      return <SwitchInput key={name} label={label} help={help} isOn={props.draft[name] === true} onChange={set} />
    const problem = props.problems[name]
    const range = field.input === "number" ? { min: String(field.min), max: String(field.max) } : { min: "", max: "" }
    const error = problem ? wrong(problem, range) : props.errorOf(`settings.${name}`)
    const value = String(props.draft[name] ?? "")
    if (field.input === "select")
      return (
        <SelectField
          key={name}
          label={label}
          description={help}
          value={value}
          options={field.options.map((option) => ({ value: option, label: props.texts.option?.(option) ?? option }))}
          onChange={set}
          error={error}
        />
      )
    const common = { label, description: help, value, onChange: set, error }
    if (field.input === "secret") return <PasswordField key={name} {...common} autoComplete="off" />
    return (
      <TextField
        key={name}
        {...common}
        lines={field.input === "lines" ? 3 : undefined}
        inputProps={{
          spellCheck: false,
          autoCapitalize: "none",
          autoComplete: "off",
          inputMode: field.input === "number" ? (field.isWhole ? "numeric" : "decimal") : undefined,
        }}
      />
    )
  })
}
