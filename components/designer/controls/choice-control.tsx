"use client"

import { ChoiceList } from "@/components/ui/choice-list"
import { SelectField } from "@/components/ui/select-field"
import { useDesignerContext } from "../designer-context"
import { ControlFrame } from "./control-frame"
import type { ControlProps } from "./control"
import { Segmented } from "./segmented"

/** More than this many do not fit beside each other, nor do longer words: letters in all, of which a Chinese one is two. */
const segmentsMax = 3
const lettersMax = 34
const lettersOf = (text: string) => text.length + (text.match(/\p{Script=Han}/gu)?.length ?? 0)

export function ChoiceControl({ panel, label, help, error, value, onChange, isDisabled }: ControlProps) {
  const { locale } = useDesignerContext()
  const options = (panel.options ?? []).map((option) => ({ value: option.value, label: option.label[locale] }))
  const chosen = typeof value === "string" ? value : ""
  if (options.length > segmentsMax) {
    return (
      <SelectField
        label={label}
        description={help}
        error={error}
        options={options}
        value={chosen}
        isDisabled={isDisabled}
        onChange={(next) => onChange(next)}
      />
    )
  }
  const isWordy = options.reduce((sum, option) => sum + lettersOf(option.label), 0) > lettersMax
  const Choice = isWordy ? ChoiceList : Segmented
  return (
    <ControlFrame label={label} help={help} error={error}>
      <Choice
        label={label}
        isLabelHidden
        options={options}
        value={chosen}
        isDisabled={isDisabled}
        onChange={(next: string) => onChange(next)}
      />
    </ControlFrame>
  )
}
