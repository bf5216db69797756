"use client"

import clsx from "clsx"
import type { ReactNode } from "react"

/** One box with its name. Drawn by HeroUI's style sheet on the browser's own check box, so that it is there with the page. */
export function CheckBox(props: {
  label: ReactNode
  /** Read aloud only, as in a row whose name stands beside it. */
  isLabelHidden?: boolean
  description?: ReactNode
  isSelected: boolean
  isDisabled?: boolean
  isInvalid?: boolean
  name?: string
  value?: string
  onChange: () => void
}) {
  const { isSelected, description } = props
  const invalid = props.isInvalid || undefined
  return (
    <div
      data-slot="checkbox"
      data-selected={isSelected || undefined}
      data-invalid={invalid}
      data-disabled={props.isDisabled || undefined}
      className="checkbox checkbox--primary"
    >
      <label data-slot="checkbox-content" className={clsx("checkbox__content", description && "items-start gap-2.5")}>
        <input
          type="checkbox"
          name={props.name}
          value={props.value}
          checked={isSelected}
          disabled={props.isDisabled}
          aria-invalid={invalid}
          onChange={props.onChange}
          className="peer sr-only"
        />
        <span
          data-slot="checkbox-control"
          className={clsx("checkbox__control peer-focus-visible:focus-ring", description && "mt-0.5")}
        >
          <span data-slot="checkbox-indicator" className="checkbox__indicator" aria-hidden="true">
            <svg
              data-slot="checkbox-default-indicator--checkmark"
              viewBox="0 0 17 18"
              fill="none"
              stroke="currentColor"
              strokeWidth={2}
              strokeLinecap="round"
              strokeLinejoin="round"
              strokeDasharray={22}
              strokeDashoffset={isSelected ? 44 : 66}
            >
              <polyline points="1 9 7 14 15 4" />
            </svg>
          </span>
        </span>
        {props.isLabelHidden ? (
          <span className="sr-only">{props.label}</span>
        ) : description ? (
          <span className="flex min-w-0 flex-col">
            <span className="text-sm text-foreground">{props.label}</span>
            <span className="text-xs text-pretty text-muted">{description}</span>
          </span>
        ) : (
          <span className="text-sm">{props.label}</span>
        )}
      </label>
    </div>
  )
}
