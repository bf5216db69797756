"use client"

import { Label } from "@heroui/react/label"
import { Switch } from "@heroui/react/switch"
import { useId } from "react"

/** On or off, with its name in front of the switch. */
export function SwitchInput(props: {
  label: string
  help?: string
  isOn: boolean
  isDisabled?: boolean
  onChange: (isOn: boolean) => void
}) {
  const id = useId()
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
      {props.help && (
        <p id={id} className="mt-1 text-xs text-pretty text-muted">
          {props.help}
        </p>
      )}
    </Switch>
  )
}
