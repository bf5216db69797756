"use client"

import clsx from "clsx"
import { useId, type ReactNode } from "react"

/** One of several, all visible, each with a line that explains it: radio buttons as rows. */
export function ChoiceList<Value extends string>(props: {
  label: string
  /** Where the label stands beside it already; it is still read aloud. */
  isLabelHidden?: boolean
  isDisabled?: boolean
  options: readonly { value: Value; label: ReactNode; description?: ReactNode }[]
  value: Value | null
  onChange: (value: Value) => void
  /** Takes the focus when it appears. */
  hasFirstFocus?: boolean
  className?: string
}) {
  const name = useId()
  const focused = props.options.some(({ value }) => value === props.value) ? props.value : props.options[0]?.value
  return (
    <fieldset disabled={props.isDisabled} className={clsx("min-w-0", props.className)}>
      <legend className={props.isLabelHidden ? "sr-only" : "mb-1.5 text-sm font-medium"}>{props.label}</legend>
      <div className="max-h-60 overflow-y-auto rounded-lg border border-border p-1">
        {props.options.map((option) => (
          <label
            key={option.value}
            className={clsx(
              "relative flex min-h-10 cursor-pointer items-start gap-2.5 rounded-md px-2 py-2 text-sm transition-colors md:min-h-8 md:py-1.5",
              "has-disabled:cursor-default has-disabled:opacity-60",
              "has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-focus",
              option.value === props.value ? "bg-accent-soft" : "hover:bg-surface-secondary",
            )}
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === props.value}
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- only where the dialog asks for this first
              autoFocus={props.hasFirstFocus && option.value === focused}
              onChange={() => props.onChange(option.value)}
              className="mt-0.5 size-4 shrink-0 accent-accent outline-none"
            />
            <span className="min-w-0 flex-1">
              <span className="block text-pretty break-words">{option.label}</span>
              {option.description && <span className="block text-xs text-pretty text-muted">{option.description}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
