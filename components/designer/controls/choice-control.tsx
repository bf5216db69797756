"use client"

import { SelectField } from "@/components/ui/select-field"
import { useDesignerContext } from "../designer-context"
import { ControlFrame } from "./control-frame"
import type { ControlProps } from "./control"
import { Segmented } from "./segmented"

/** More than this many do not fit beside each other. */
const segmentsMax = 3

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
  return (
    <ControlFrame label={label} help={help} error={error}>
      <Segmented
        label={label}
        isLabelHidden
        options={options}
        value={chosen}
        isDisabled={isDisabled}
        onChange={(next) => onChange(next)}
      />
    </ControlFrame>
  )
}
