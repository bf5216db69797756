"use client"

import { TextField } from "@/components/ui/text-field"
import type { ControlProps } from "./control"
import { ControlFrame } from "./control-frame"
import { NumberInput } from "./number-input"
import { SwitchInput } from "./switch-input"

const textOf = (value: unknown) => (typeof value === "string" ? value : "")

export function TextControl({ label, help, error, value, onChange, isDisabled }: ControlProps) {
  return (
    <TextField
      label={label}
      description={help}
      error={error}
      value={textOf(value)}
      isDisabled={isDisabled}
      onChange={(text) => onChange(text, true)}
    />
  )
}

export function LongTextControl({ label, help, error, value, onChange, isDisabled }: ControlProps) {
  return (
    <TextField
      label={label}
      description={help}
      error={error}
      lines={4}
      value={textOf(value)}
      isDisabled={isDisabled}
      onChange={(text) => onChange(text, true)}
    />
  )
}

export function NumberControl({ label, help, error, value, onChange, isDisabled }: ControlProps) {
  return (
    <ControlFrame label={label} isLabelHidden help={help} error={error}>
      <NumberInput
        label={label}
        value={typeof value === "number" ? value : 0}
        min={0}
        max={1_000_000}
        isDisabled={isDisabled}
        onChange={(number) => onChange(number, true)}
      />
    </ControlFrame>
  )
}

export function SwitchControl({ label, help, value, onChange, isDisabled }: ControlProps) {
  return (
    <SwitchInput
      label={label}
      help={help}
      isOn={value === true}
      isDisabled={isDisabled}
      onChange={(isOn) => onChange(isOn)}
    />
  )
}
