"use client"

import clsx from "clsx"
import { ChevronDown } from "lucide-react"
import { lazy, Suspense, useRef, useState } from "react"
import { useTranslations } from "use-intl"
import { FieldNotes, useFieldIds, type FieldTexts } from "./field-notes"
import { onDemand } from "./on-demand"
import { menuKeys, takesOpeningKey } from "./opening-key"
import type { SelectOption } from "./select-field"
import { SkeletonLines } from "./skeleton"

const { OnDemand: PopoverPanel, preload } = onDemand(async () => (await import("./popover-panel")).PopoverPanel)
const SearchSelectList = lazy(async () => ({ default: (await import("./search-select-list")).SearchSelectList }))

/**
 * One of many: a list with a search field behind a button. `load` gives the options when the list is first opened, for
 * those that cost something to make; `valueText` says what is chosen without it.
 */
export function SearchSelect(
  props: FieldTexts & {
    searchLabel: string
    value: string | null
    valueText: string | null
    load: () => readonly SelectOption[]
    onChange: (value: string) => void
    isDisabled?: boolean
    isLabelHidden?: boolean
  },
) {
  const t = useTranslations("ui")
  const ids = useFieldIds(props)
  const trigger = useRef<HTMLButtonElement>(null)
  const [isOpen, setOpen] = useState(false)
  const invalid = props.error ? true : undefined
  return (
    <div
      data-slot="select"
      data-invalid={invalid}
      data-disabled={props.isDisabled || undefined}
      className="select select--primary select--full-width"
    >
      <span id={ids.label} data-slot="label" className={clsx("label", props.isLabelHidden && "sr-only")}>
        {props.label}
      </span>
      <button
        ref={trigger}
        type="button"
        disabled={props.isDisabled}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-labelledby={`${ids.label} ${ids.input}`}
        aria-describedby={ids.describedBy}
        onPointerEnter={preload}
        onFocus={preload}
        onClick={(event) => {
          event.stopPropagation()
          event.currentTarget.focus({ preventScroll: true })
          setOpen(true)
        }}
        onKeyDown={(event) => {
          if (takesOpeningKey(event, menuKeys)) setOpen(true)
        }}
        data-slot="select-trigger"
        className="select__trigger select__trigger--full-width"
      >
        <span id={ids.input} data-slot="select-value" className="select__value">
          {props.valueText === null ? t("choose") : <span className="block truncate">{props.valueText}</span>}
        </span>
        <ChevronDown data-slot="select-default-indicator" className="select__indicator" aria-hidden="true" />
      </button>
      <PopoverPanel
        label={props.searchLabel}
        placement="bottom start"
        triggerRef={trigger}
        isOpen={isOpen}
        onOpenChange={setOpen}
      >
        {(close) => (
          <Suspense fallback={<SkeletonLines className="w-80 max-w-[85vw] p-3" />}>
            <SearchSelectList
              label={props.searchLabel}
              options={props.load()}
              value={props.value}
              onChoose={(value) => {
                close()
                props.onChange(value)
              }}
            />
          </Suspense>
        )}
      </PopoverPanel>
      <FieldNotes ids={ids} description={props.description} error={props.error} />
    </div>
  )
}
