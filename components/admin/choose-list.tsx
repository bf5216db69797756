"use client"

import { ListBox } from "@heroui/react/list-box"
import { useState } from "react"
import { useTranslations } from "use-intl"
import { Avatar } from "@/components/ui/person-chip"
import { SearchField } from "@/components/ui/search-field"

/** Longer lists are narrowed by searching: nobody scrolls through a thousand colleagues. */
const shownMax = 60

export interface Choosable {
  id: string
  name: string
  email: string
}

/** Colleagues to choose from, with a search over name and address. */
export function ChooseList(props: {
  label: string
  people: readonly Choosable[]
  chosenIds: readonly string[]
  isSingle: boolean
  onChange: (ids: string[]) => void
}) {
  const t = useTranslations("admin.people")
  const [query, setQuery] = useState("")
  const wanted = query.trim().toLowerCase()
  const found = props.people.filter(({ name, email }) =>
    [name, email].some((text) => text.toLowerCase().includes(wanted)),
  )
  return (
    <div className="w-72">
      <div className="border-b border-separator p-2">
        <SearchField label={t("search")} value={query} onChange={setQuery} />
      </div>
      <ListBox
        aria-label={props.label}
        selectionMode={props.isSingle ? "single" : "multiple"}
        selectedKeys={new Set(props.chosenIds)}
        onSelectionChange={(keys) => {
          if (keys === "all") return
          const kept = props.chosenIds.filter((id) => keys.has(id))
          const added = [...keys].map(String).filter((id) => !props.chosenIds.includes(id))
          props.onChange(props.isSingle ? added.slice(0, 1) : [...kept, ...added])
        }}
        renderEmptyState={() => <p className="px-3 py-6 text-center text-sm text-muted">{t("nobody")}</p>}
        className="max-h-72 overflow-y-auto"
      >
        {found.slice(0, shownMax).map((person) => (
          <ListBox.Item key={person.id} id={person.id} textValue={person.name}>
            <Avatar name={person.name} size={22} />
            <span className="flex min-w-0 flex-1 flex-col">
              <span className="truncate text-sm">{person.name}</span>
              <span className="truncate text-xs text-muted">{person.email}</span>
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
