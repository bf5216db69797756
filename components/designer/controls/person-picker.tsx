"use client"

import { ListBox } from "@heroui/react/list-box"
import { Plus, X } from "lucide-react"
import { useState } from "react"
import { useTranslations } from "use-intl"
import { PopoverButton } from "@/components/ui/popover-button"
import { Avatar } from "@/components/ui/person-chip"
import { SearchField } from "@/components/ui/search-field"
import { useDesignerContext } from "../designer-context"
import { ControlFrame } from "./control-frame"

/** Longer lists are narrowed by searching: nobody scrolls through a thousand colleagues. */
const shownMax = 60

/** Named people, as chips in the order they were chosen. People who left stay visible until somebody takes them out. */
export function PersonPicker(props: {
  label: string
  isLabelHidden?: boolean
  help?: string
  error?: string
  personIds: readonly string[]
  max: number
  isDisabled: boolean
  onChange: (personIds: string[]) => void
}) {
  const t = useTranslations("designer.people")
  const { directory } = useDesignerContext()
  const nameOf = (id: string) => directory.people.find((person) => person.id === id)?.name
  return (
    <ControlFrame label={props.label} isLabelHidden={props.isLabelHidden} help={props.help} error={props.error}>
      <div className="flex flex-wrap items-center gap-1.5">
        {props.personIds.map((id) => (
          <span
            key={id}
            className="inline-flex h-8 max-w-full items-center gap-1.5 rounded-lg bg-default pr-1 pl-1.5 text-sm md:h-7"
          >
            <Avatar name={nameOf(id) ?? "?"} size={18} />
            <span className="truncate">{nameOf(id) ?? t("gone")}</span>
            {!props.isDisabled && (
              <button
                type="button"
                aria-label={t("remove", { name: nameOf(id) ?? t("gone") })}
                onClick={() => props.onChange(props.personIds.filter((other) => other !== id))}
                className="grid size-5 place-items-center rounded text-muted hover:bg-surface hover:text-foreground"
              >
                <X className="size-3.5" aria-hidden="true" />
              </button>
            )}
          </span>
        ))}
        {!props.isDisabled && props.personIds.length < props.max && (
          <PopoverButton
            label={t("add", { label: props.label })}
            size="sm"
            variant="outline"
            placement="bottom start"
            panel={() => <PersonList personIds={props.personIds} max={props.max} onChange={props.onChange} />}
          >
            <Plus aria-hidden="true" />
            {t("addShort")}
          </PopoverButton>
        )}
      </div>
    </ControlFrame>
  )
}

function PersonList(props: { personIds: readonly string[]; max: number; onChange: (personIds: string[]) => void }) {
  const t = useTranslations("designer.people")
  const { directory } = useDesignerContext()
  const [query, setQuery] = useState("")
  const unitName = (id: string | null) => directory.units.find((unit) => unit.id === id)?.name ?? ""
  const wanted = query.trim().toLowerCase()
  const found = directory.people.filter(
    ({ name, email, active, unitId }) =>
      active && [name, email, unitName(unitId)].some((text) => text.toLowerCase().includes(wanted)),
  )
  return (
    <div className="w-72">
      <div className="border-b border-separator p-2">
        <SearchField label={t("search")} value={query} onChange={setQuery} />
      </div>
      <ListBox
        aria-label={t("choose")}
        selectionMode="multiple"
        // Escape closes the list; it must not take out everybody who was chosen.
        escapeKeyBehavior="none"
        selectedKeys={new Set(props.personIds)}
        onSelectionChange={(keys) => {
          if (keys === "all") return
          const kept = props.personIds.filter((id) => keys.has(id))
          const added = [...keys].map(String).filter((id) => !props.personIds.includes(id))
          props.onChange([...kept, ...added].slice(0, props.max))
        }}
        renderEmptyState={() => (
          <p className="px-3 py-6 text-center text-sm text-muted">{t("nobodyFound", { query })}</p>
        )}
        className="max-h-72 overflow-y-auto"
      >
        {found.slice(0, shownMax).map((person) => (
          <ListBox.Item key={person.id} id={person.id} textValue={person.name}>
            <Avatar name={person.name} size={22} />
            <span className="flex min-w-0 flex-1 flex-col">
              <span className="truncate text-sm">{person.name}</span>
              <span className="truncate text-xs text-muted">{unitName(person.unitId) || person.email}</span>
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
