"use client"

import { Description } from "@heroui/react/description"
import { Label } from "@heroui/react/label"
import { ListBox } from "@heroui/react/list-box"
import { useState } from "react"
import { useTranslations } from "use-intl"
import { SearchField } from "./search-field"
import type { SelectOption } from "./select-field"

/** Longer lists are narrowed by searching. */
const shownMax = 60

/** The opened half of SearchSelect: words narrow the list, Down goes into it. Loaded on demand. */
export function SearchSelectList(props: {
  label: string
  options: readonly SelectOption[]
  value: string | null
  onChoose: (value: string) => void
}) {
  const t = useTranslations("ui.searchSelect")
  const [query, setQuery] = useState("")
  const words = query.trim().toLocaleLowerCase().split(/\s+/)
  const textOf = ({ value, label, description = "" }: SelectOption) =>
    `${value} ${label} ${description}`.toLocaleLowerCase().replaceAll("_", " ")
  const found = props.options.filter((option) => words.every((word) => textOf(option).includes(word)))
  // What is chosen is seen first, as long as nobody searches.
  const shown =
    query === "" ? found.toSorted((a, b) => Number(b.value === props.value) - Number(a.value === props.value)) : found
  return (
    <div className="w-80 max-w-[85vw]">
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- Down leads from the words to the list */}
      <div
        className="border-b border-separator p-2"
        onKeyDown={(event) => {
          const list = event.currentTarget.nextElementSibling
          if (event.key === "ArrowDown") {
            event.preventDefault()
            list?.querySelector<HTMLElement>("[role=option]")?.focus()
          }
          const [first] = shown
          if (event.key === "Enter" && first) {
            event.preventDefault()
            props.onChoose(first.value)
          }
        }}
      >
        <SearchField label={props.label} value={query} onChange={setQuery} />
      </div>
      <ListBox
        aria-label={props.label}
        selectionMode="single"
        selectedKeys={props.value === null ? [] : [props.value]}
        onSelectionChange={(keys) => {
          const [key] = keys === "all" ? [] : keys
          if (key !== undefined || props.value !== null) props.onChoose(String(key ?? props.value))
        }}
        renderEmptyState={() => <p className="px-3 py-6 text-center text-sm text-muted">{t("none")}</p>}
        className="max-h-72 overflow-y-auto"
      >
        {shown.slice(0, shownMax).map((option) => (
          <ListBox.Item key={option.value} id={option.value} textValue={option.label}>
            <span className="flex min-w-0 flex-1 flex-col">
              <Label>{option.label}</Label>
              {option.description && <Description>{option.description}</Description>}
            </span>
            <ListBox.ItemIndicator />
          </ListBox.Item>
        ))}
      </ListBox>
      {found.length > shownMax && (
        <p className="border-t border-separator px-3 py-2 text-xs text-muted">
          {t("more", { count: found.length - shownMax })}
        </p>
      )}
    </div>
  )
}
