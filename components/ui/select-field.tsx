"use client"

import clsx from "clsx"
import { ChevronDown } from "lucide-react"
import { useRef, useState, type KeyboardEvent } from "react"
import { useTranslations } from "use-intl"
import { FieldNotes, useFieldIds, type FieldTexts } from "./field-notes"
import { onDemand } from "./on-demand"
import { menuKeys, takesOpeningKey } from "./opening-key"
import { useTypeAhead } from "./type-ahead"

export interface SelectOption<Value extends string = string> {
  value: Value
  label: string
  description?: string
}

const { OnDemand: SelectPopover, preload } = onDemand(async () => (await import("./select-popover")).SelectPopover)

/**
 * One of a few. `isLabelHidden` for filter bars, where the label is still read aloud. The list's code is fetched when the
 * pointer or the focus comes near; until then, and without it, the keys of a closed select work: letters and ← →.
 */
export function SelectField<Value extends string>(
  props: FieldTexts & {
    options: readonly SelectOption<Value>[]
    value: Value | null
    onChange: (value: Value) => void
    placeholder?: string
    isDisabled?: boolean
    isLabelHidden?: boolean
    name?: string
    className?: string
  },
) {
  const t = useTranslations("ui")
  const ids = useFieldIds(props)
  const trigger = useRef<HTMLButtonElement>(null)
  const [isOpen, setOpen] = useState(false)
  const index = props.options.findIndex(({ value }) => value === props.value)
  const chosen = props.options[index]
  const change = (option: SelectOption<Value> | undefined) => {
    if (option && option.value !== props.value) props.onChange(option.value)
  }
  const typeAhead = useTypeAhead((text) =>
    change(props.options.find(({ label }) => label.toLocaleLowerCase().startsWith(text))),
  )
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.metaKey || event.ctrlKey || event.altKey) return
    if (event.key === "ArrowLeft") change(props.options[index < 0 ? 0 : index - 1])
    else if (event.key === "ArrowRight") change(props.options[index + 1])
    else if (!typeAhead(event.key)) {
      if (takesOpeningKey(event, menuKeys)) setOpen(true)
      return
    }
    event.preventDefault()
    event.stopPropagation()
  }
  const invalid = props.error ? true : undefined
  return (
    <div
      data-slot="select"
      data-invalid={invalid}
      data-disabled={props.isDisabled || undefined}
      className={clsx("select select--primary select--full-width", props.className)}
    >
      {/* Not a <label>: it would be read twice, and the button carries it already. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- a convenience of the pointer */}
      <span
        id={ids.label}
        data-slot="label"
        className={clsx("label", props.isLabelHidden && "sr-only")}
        onClick={() => trigger.current?.focus()}
      >
        {props.label}
      </span>
      <button
        ref={trigger}
        type="button"
        disabled={props.isDisabled}
        aria-haspopup="listbox"
        aria-expanded={isOpen}
        aria-labelledby={`${ids.input} ${ids.label}`}
        aria-describedby={ids.describedBy}
        onPointerEnter={preload}
        onFocus={preload}
        onClick={(event) => {
          event.stopPropagation()
          event.currentTarget.focus({ preventScroll: true })
          setOpen(true)
        }}
        onKeyDown={onKeyDown}
        data-slot="select-trigger"
        className="select__trigger select__trigger--full-width"
      >
        <span
          id={ids.input}
          data-slot="select-value"
          data-placeholder={chosen ? undefined : true}
          className="select__value"
        >
          {chosen ? <span className="label block truncate">{chosen.label}</span> : (props.placeholder ?? t("choose"))}
        </span>
        <ChevronDown
          data-slot="select-default-indicator"
          data-open={isOpen || undefined}
          className="select__indicator"
          aria-hidden="true"
        />
      </button>
      {props.name !== undefined && <input type="hidden" name={props.name} value={props.value ?? ""} />}
      <SelectPopover
        labelId={ids.label}
        options={props.options}
        value={props.value}
        triggerRef={trigger}
        isOpen={isOpen}
        onOpenChange={setOpen}
        onChoose={(value) => change(props.options.find((option) => option.value === value))}
      />
      <FieldNotes ids={ids} description={props.description} error={props.error} />
    </div>
  )
}
