"use client"

import clsx from "clsx"
import { useId } from "react"
import { useTranslations } from "use-intl"
import { FieldNotes, useFieldIds, type FieldTexts } from "@/components/ui/field-notes"

/** One of a few, all of them in sight. */
export function ChoiceButtons(
  props: FieldTexts & {
    options: readonly { value: string; label: string }[]
    value: string
    isOptional: boolean
    isDisabled?: boolean
    onChange: (value: string) => void
    "data-field"?: string
  },
) {
  const t = useTranslations("form")
  const ids = useFieldIds(props)
  const name = useId()
  const options = props.isOptional ? [{ value: "", label: t("none") }, ...props.options] : props.options
  return (
    <div
      role="radiogroup"
      aria-labelledby={ids.label}
      aria-describedby={ids.describedBy}
      data-slot="textfield"
      data-field={props["data-field"]}
      data-invalid={props.error ? true : undefined}
    >
      <span id={ids.label} data-slot="label" className="label">
        {props.label}
      </span>
      <div className="mt-1 flex flex-wrap gap-1.5">
        {options.map((option) => (
          <label
            key={option.value}
            className={clsx(
              "relative cursor-pointer rounded-lg border px-3 py-1.5 text-sm transition-colors",
              "has-disabled:cursor-default has-disabled:opacity-50 has-focus-visible:outline-2 has-focus-visible:outline-focus",
              option.value === props.value
                ? "border-accent bg-accent-soft font-medium text-foreground"
                : "border-border text-muted hover:border-foreground/30 hover:text-foreground",
            )}
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === props.value}
              disabled={props.isDisabled}
              onChange={() => props.onChange(option.value)}
              className="absolute inset-0 cursor-[inherit] opacity-0"
            />
            {option.label}
          </label>
        ))}
      </div>
      <FieldNotes ids={ids} description={props.description} error={props.error} />
    </div>
  )
}
