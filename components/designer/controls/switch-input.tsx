"use client"

import { useId } from "react"

/** On or off, with its name in front of the switch. HeroUI's style sheet draws it on the browser's own check box. */
export function SwitchInput(props: {
  label: string
  help?: string
  isOn: boolean
  isDisabled?: boolean
  onChange: (isOn: boolean) => void
}) {
  const id = useId()
  return (
    <div>
      <div
        data-slot="switch"
        data-selected={props.isOn || undefined}
        data-disabled={props.isDisabled || undefined}
        className="switch w-full switch--sm"
      >
        <label data-slot="switch-content" className="switch__content flex w-full items-center justify-between gap-3">
          <input
            type="checkbox"
            // oxlint-disable-next-line jsx-a11y/role-has-required-aria-props -- the box itself says whether it is checked
            role="switch"
            checked={props.isOn}
            disabled={props.isDisabled}
            aria-describedby={props.help ? id : undefined}
            onChange={(event) => props.onChange(event.currentTarget.checked)}
            className="peer sr-only"
          />
          <span data-slot="label" className="label">
            {props.label}
          </span>
          <span data-slot="switch-control" className="switch__control peer-focus-visible:focus-ring">
            <span data-slot="switch-thumb" className="switch__thumb" />
          </span>
        </label>
      </div>
      {/* Outside: why it cannot be switched is read just then. */}
      {props.help && (
        <p id={id} className="mt-1 text-xs text-pretty text-muted">
          {props.help}
        </p>
      )}
    </div>
  )
}
