"use client"

import { useTranslations } from "use-intl"
import { SwitchInput } from "@/components/designer/controls/switch-input"
import { TextField } from "@/components/ui/text-field"
import type { SettingField, SettingProblem, SettingsDraft } from "./setting-fields"

type SettingName = Parameters<ReturnType<typeof useTranslations<"connectors.setting">>>[0]

/** The settings form of one kind of telephone system. */
export function SettingInputs(props: {
  fields: readonly SettingField[]
  draft: SettingsDraft
  problems: Record<string, SettingProblem>
  /** What the server said about a field. */
  errorOf: (field: string) => string | undefined
  onChange: (draft: SettingsDraft) => void
}) {
  const t = useTranslations("connectors.setting")
  const wrong = useTranslations("connectors.settingProblem")
  return props.fields.map((field) => {
    const { name } = field
    // The table's names and the texts are held together by a test.
    const label = t(`${name}.label` as SettingName)
    const help = t(`${name}.help` as SettingName)
    const set = (value: string | boolean) => props.onChange({ ...props.draft, [name]: value })
    if (field.input === "switch")
      return <SwitchInput key={name} label={label} help={help} isOn={props.draft[name] === true} onChange={set} />
    const problem = props.problems[name]
    const range = field.input === "number" ? { min: String(field.min), max: String(field.max) } : { min: "", max: "" }
    return (
      <TextField
        key={name}
        label={label}
        description={help}
        lines={field.input === "lines" ? 3 : undefined}
        value={String(props.draft[name] ?? "")}
        onChange={set}
        error={problem ? wrong(problem, range) : props.errorOf(`settings.${name}`)}
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
