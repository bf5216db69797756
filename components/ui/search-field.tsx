"use client"

import { SearchField as HeroSearchField } from "@heroui/react/search-field"
import { useTranslations } from "use-intl"

/** Narrows a list. The label is read aloud and shown as the placeholder. */
export function SearchField(props: {
  label: string
  value: string
  onChange: (value: string) => void
  /** In a dialog whose first thing it is. */
  autoFocus?: boolean
  className?: string
}) {
  const t = useTranslations("ui")
  return (
    <HeroSearchField
      aria-label={props.label}
      value={props.value}
      onChange={props.onChange}
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- only where the caller's dialog has just opened
      autoFocus={props.autoFocus}
      className={props.className}
    >
      <HeroSearchField.Group>
        <HeroSearchField.SearchIcon />
        <HeroSearchField.Input placeholder={props.label} />
        <HeroSearchField.ClearButton aria-label={t("clear")} />
      </HeroSearchField.Group>
    </HeroSearchField>
  )
}
