"use client"

import clsx from "clsx"
import type { ComponentProps, FocusEvent, KeyboardEvent } from "react"
import { FieldNotes, useFieldIds, type FieldTexts } from "./field-notes"

export type { FieldTexts } from "./field-notes"

type Input = ComponentProps<"input">
type Passed =
  | "name"
  | "type"
  | "inputMode"
  | "autoComplete"
  | "autoFocus"
  | "maxLength"
  | "placeholder"
  | "aria-describedby"

export interface TextFieldProps extends FieldTexts, Pick<Input, Passed> {
  value?: string
  onChange?: (value: string) => void
  onBlur?: (event: FocusEvent<HTMLElement>) => void
  onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void
  isDisabled?: boolean
  isReadOnly?: boolean
  isInvalid?: boolean
  className?: string
  "aria-keyshortcuts"?: string
  "data-field"?: string
}

/**
 * What is common to the fields one types into. HeroUI's style sheet draws them, on the browser's own elements: its
 * components import one another up to the combo box, 60 kB that a page with one field would pay before it is usable.
 */
export function useTypedField({ isInvalid, error, description, ...props }: Omit<TextFieldProps, "label">) {
  const ids = useFieldIds({ error, description }, props["aria-describedby"])
  const invalid = Boolean(error) || isInvalid || undefined
  return {
    ids,
    frame: {
      "data-slot": "textfield",
      "data-invalid": invalid,
      "data-disabled": props.isDisabled || undefined,
      "data-field": props["data-field"],
      className: clsx("textfield textfield--full-width", props.className),
    },
    input: {
      id: ids.input,
      name: props.name,
      autoComplete: props.autoComplete,
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- only where the caller's page or dialog asks for this field first
      autoFocus: props.autoFocus,
      inputMode: props.inputMode,
      maxLength: props.maxLength,
      placeholder: props.placeholder,
      disabled: props.isDisabled,
      readOnly: props.isReadOnly,
      value: props.value,
      "aria-invalid": invalid,
      "aria-describedby": ids.describedBy,
      "aria-keyshortcuts": props["aria-keyshortcuts"],
      "data-invalid": invalid,
      onChange:
        props.onChange &&
        ((event: { currentTarget: { value: string } }) => props.onChange?.(event.currentTarget.value)),
      onBlur: props.onBlur,
      onKeyDown: props.onKeyDown,
    },
  }
}

/** A labelled line of text, or several with `lines`. Controlled by `value` and `onChange`, or by its form. */
export function TextField({
  label,
  lines,
  inputProps,
  type = "text",
  ...props
}: TextFieldProps & { lines?: number; inputProps?: Input }) {
  const { ids, frame, input } = useTypedField(props)
  return (
    <div {...frame}>
      <label id={ids.label} htmlFor={inputProps?.id ?? ids.input} data-slot="label" className="label">
        {label}
      </label>
      {lines ? (
        <textarea {...input} rows={lines} data-slot="textarea" className="textarea textarea--primary" />
      ) : (
        <input
          {...input}
          type={type}
          {...inputProps}
          data-slot="input"
          className={clsx("input input--primary", inputProps?.className)}
        />
      )}
      <FieldNotes ids={ids} description={props.description} error={props.error} />
    </div>
  )
}
