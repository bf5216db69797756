"use client"

import { Description } from "@heroui/react/description"
import { Label } from "@heroui/react/label"
import { Switch } from "@heroui/react/switch"

/** On or off, with its name in front of the switch. */
export function SwitchInput(props: {
  label: string
  help?: string
  isOn: boolean
  isDisabled?: boolean
  onChange: (isOn: boolean) => void
}) {
  return (
    <Switch
      isSelected={props.isOn}
      isDisabled={props.isDisabled}
      onChange={props.onChange}
      size="sm"
      className="w-full"
    >
      <Switch.Content className="flex w-full items-center justify-between gap-3">
        <Label>{props.label}</Label>
        <Switch.Control>
          <Switch.Thumb />
        </Switch.Control>
      </Switch.Content>
      {props.help && <Description>{props.help}</Description>}
    </Switch>
  )
}
