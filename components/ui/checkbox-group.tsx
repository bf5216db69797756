"use client"

import clsx from "clsx"
import { useId, type ReactNode } from "react"
import { CheckBox } from "./check-box"
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
        {props.options.map((option) => (
          <CheckBox
            key={option.value}
            label={option.label}
            description={option.description}
            isSelected={props.value.includes(option.value)}
            isDisabled={props.isDisabled}
            isInvalid={invalid}
            name={props.name}
            value={option.value}
            onChange={() => toggle(option.value)}
          />
        ))}
      </div>
      <FieldNotes ids={ids} error={props.error} />
    </div>
  )
}
