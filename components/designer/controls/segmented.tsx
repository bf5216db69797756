"use client"

import clsx from "clsx"
import { useId } from "react"

/** One of two to four, all visible: radio buttons in the look of a switch. */
export function Segmented<Value extends string>(props: {
  label: string
  isLabelHidden?: boolean
  options: readonly { value: Value; label: string }[]
  value: Value
  isDisabled?: boolean
  onChange: (value: Value) => void
}) {
  const name = useId()
  return (
    <fieldset disabled={props.isDisabled} className="min-w-0">
      <legend className={props.isLabelHidden ? "sr-only" : "mb-1 text-sm font-medium"}>{props.label}</legend>
      <div className="flex rounded-lg bg-default p-0.5">
        {props.options.map((option) => (
          <label
            key={option.value}
            className={clsx(
              "relative grid h-9 min-w-0 flex-1 cursor-pointer place-items-center rounded-md px-2 text-center text-sm transition-colors md:h-7",
              "has-disabled:cursor-default has-disabled:opacity-50 has-focus-visible:outline-2 has-focus-visible:outline-focus",
              option.value === props.value
                ? "bg-segment font-medium text-foreground shadow-sm"
                : "text-muted hover:text-foreground",
            )}
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === props.value}
              onChange={() => props.onChange(option.value)}
              className="absolute inset-0 cursor-[inherit] opacity-0"
            />
            <span className="w-full truncate">{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
