"use client"

import { Label } from "@heroui/react/label"
import { NumberField } from "@heroui/react/number-field"
import clsx from "clsx"

/** A whole number between two limits, with its unit behind it. Empty while being typed changes nothing. */
export function NumberInput(props: {
  label: string
  isLabelHidden?: boolean
  value: number
  min: number
  max: number
  unit?: string
  isDisabled?: boolean
  onChange: (value: number) => void
  className?: string
}) {
  return (
    <div className={clsx("flex items-center gap-2", props.className)}>
      <NumberField
        value={props.value}
        minValue={props.min}
        maxValue={props.max}
        step={1}
        isDisabled={props.isDisabled}
        isWheelDisabled
        formatOptions={{ maximumFractionDigits: 0, useGrouping: false }}
        onChange={(value) => {
          if (Number.isInteger(value) && value !== props.value) props.onChange(value)
        }}
        className="w-full"
      >
        <Label className={props.isLabelHidden ? "sr-only" : undefined}>{props.label}</Label>
        <NumberField.Group className="h-10 md:h-8">
          <NumberField.Input className="h-full w-full min-w-0 px-2.5 py-0 text-sm figures" />
        </NumberField.Group>
      </NumberField>
      {props.unit && <span className="shrink-0 text-sm text-muted">{props.unit}</span>}
    </div>
  )
}
