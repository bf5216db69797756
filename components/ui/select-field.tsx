"use client"

import { Description } from "@heroui/react/description"
import { FieldError } from "@heroui/react/field-error"
import { Label } from "@heroui/react/label"
import { ListBox } from "@heroui/react/list-box"
import { Select } from "@heroui/react/select"
import type { FieldTexts } from "./text-field"

export interface SelectOption<Value extends string = string> {
  value: Value
  label: string
  description?: string
}

/** One of a few. `isLabelHidden` for filter bars, where the label is still read aloud. */
export function SelectField<Value extends string>(
  props: FieldTexts & {
    options: readonly SelectOption<Value>[]
    value: Value | null
    onChange: (value: Value) => void
    placeholder?: string
    isDisabled?: boolean
    isLabelHidden?: boolean
    name?: string
    className?: string
  },
) {
  return (
    <Select
      fullWidth
      className={props.className}
      name={props.name}
      placeholder={props.placeholder}
      isDisabled={props.isDisabled}
      isInvalid={Boolean(props.error)}
      value={props.value}
      onChange={(key) => {
        const option = props.options.find(({ value }) => value === key)
        if (option) props.onChange(option.value)
      }}
    >
      <Label className={props.isLabelHidden ? "sr-only" : undefined}>{props.label}</Label>
      <Select.Trigger>
        <Select.Value />
        <Select.Indicator />
      </Select.Trigger>
      <Select.Popover>
        <ListBox>
          {props.options.map((option) => (
            <ListBox.Item key={option.value} id={option.value} textValue={option.label}>
              <span className="flex min-w-0 flex-col">
                <Label>{option.label}</Label>
                {option.description && <Description>{option.description}</Description>}
              </span>
              <ListBox.ItemIndicator />
            </ListBox.Item>
          ))}
        </ListBox>
      </Select.Popover>
      {props.description && !props.error && <Description>{props.description}</Description>}
      <FieldError>{props.error}</FieldError>
    </Select>
  )
}
