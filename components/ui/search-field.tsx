"use client"

import clsx from "clsx"
import { Search, X } from "lucide-react"
import { useRef } from "react"
import { useTranslations } from "use-intl"

/** Narrows a list. The label is read aloud and shown as the placeholder; Escape empties it. */
export function SearchField(props: {
  label: string
  value: string
  onChange: (value: string) => void
  className?: string
}) {
  const t = useTranslations("ui")
  const input = useRef<HTMLInputElement>(null)
  const isEmpty = props.value === ""
  return (
    <div
      data-slot="search-field"
      data-empty={isEmpty || undefined}
      className={clsx("search-field search-field--primary", props.className)}
    >
      <div data-slot="search-field-group" className="search-field__group">
        <Search
          data-slot="search-field-search-icon"
          className="search-field__search-icon"
          strokeWidth={2.25}
          aria-hidden="true"
        />
        <input
          ref={input}
          type="search"
          aria-label={props.label}
          placeholder={props.label}
          value={props.value}
          onChange={(event) => props.onChange(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Escape" || isEmpty) return
            // The first Escape is for the words, the next for what the field lies in.
            event.preventDefault()
            event.stopPropagation()
            props.onChange("")
          }}
          data-slot="search-field-input"
          className="search-field__input"
        />
        <button
          type="button"
          // Escape does the same; one stop less on the way through a page by Tab.
          tabIndex={-1}
          aria-label={t("clear")}
          disabled={isEmpty}
          onClick={() => {
            props.onChange("")
            input.current?.focus()
          }}
          slot="clear"
          data-slot="search-field-clear-button"
          className="close-button close-button--default search-field__clear-button"
        >
          <X data-slot="close-button-icon" aria-hidden="true" />
        </button>
      </div>
    </div>
  )
}
