"use client"

import { SearchField as HeroSearchField } from "@heroui/react/search-field"

/** Narrows a list. The label is read aloud and shown as the placeholder. */
export function SearchField(props: {
  label: string
  value: string
  onChange: (value: string) => void
  className?: string
}) {
  return (
    <HeroSearchField aria-label={props.label} value={props.value} onChange={props.onChange} className={props.className}>
      <HeroSearchField.Group>
        <HeroSearchField.SearchIcon />
        <HeroSearchField.Input placeholder={props.label} />
        <HeroSearchField.ClearButton />
      </HeroSearchField.Group>
    </HeroSearchField>
  )
}
