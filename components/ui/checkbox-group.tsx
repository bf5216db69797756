"use client"

import clsx from "clsx"
import { useId, type ReactNode } from "react"
import { FieldNotes, useFieldIds, type FieldTexts } from "./field-notes"

/**
 * Any of a few, each with a box. `value` and `onChange` in the order of `options`. Drawn by HeroUI's style sheet on the
 * browser's own check boxes, so that forms are there with the page.
 */
export function CheckboxGroup<Value extends string>(
  props: FieldTexts & {
    options: readonly { value: Value; label: ReactNode; description?: ReactNode }[]
    value: readonly string[]
    onChange: (value: Value[]) => void
    isDisabled?: boolean
    name?: string
    /** Closer together than a form's questions. */
    isDense?: boolean
  },
) {
  const ids = useFieldIds({ error: props.error })
  const helpId = useId()
  const invalid = props.error ? true : undefined
  const toggle = (value: Value) =>
    props.onChange(
      props.options
        .map((option) => option.value)
        .filter((one) => (one === value ? !props.value.includes(one) : props.value.includes(one))),
    )
  return (
    <div
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a legend cannot be laid out as the other labels are
      role="group"
      aria-labelledby={ids.label}
      aria-describedby={clsx(ids.describedBy, props.description && helpId) || undefined}
      data-slot="checkbox-group"
      data-invalid={invalid}
      data-disabled={props.isDisabled || undefined}
      className="checkbox-group"
    >
      <span id={ids.label} data-slot="label" className="label">
        {props.label}
      </span>
      {props.description && (
        <span id={helpId} data-slot="description" className="description">
          {props.description}
        </span>
      )}
      <div className={clsx("flex flex-col", props.isDense && "gap-2 pt-0.5 *:mt-0!")}>
        {props.options.map((option) => {
          const isSelected = props.value.includes(option.value)
          return (
            <div
              key={option.value}
              data-slot="checkbox"
              data-selected={isSelected || undefined}
              data-invalid={invalid}
              data-disabled={props.isDisabled || undefined}
              className="checkbox checkbox--primary"
            >
              <label
                data-slot="checkbox-content"
                className={clsx("checkbox__content", option.description && "items-start gap-2.5")}
              >
                <input
                  type="checkbox"
                  name={props.name}
                  value={option.value}
                  checked={isSelected}
                  disabled={props.isDisabled}
                  aria-invalid={invalid}
                  onChange={() => toggle(option.value)}
                  className="peer sr-only"
                />
                <span
                  data-slot="checkbox-control"
                  className={clsx("checkbox__control peer-focus-visible:focus-ring", option.description && "mt-0.5")}
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
                {option.description ? (
                  <span className="flex min-w-0 flex-col">
                    <span className="text-sm text-foreground">{option.label}</span>
                    <span className="text-xs text-pretty text-muted">{option.description}</span>
                  </span>
                ) : (
                  <span className="text-sm">{option.label}</span>
                )}
              </label>
            </div>
          )
        })}
      </div>
      <FieldNotes ids={ids} error={props.error} />
    </div>
  )
}
