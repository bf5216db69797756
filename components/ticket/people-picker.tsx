"use client"

import { SearchField } from "@heroui/react/search-field"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { Check, CircleDot, CircleMinus, Moon, UserSearch, X } from "lucide-react"
import { useDeferredValue, useState } from "react"
import { useLocale, useTranslations } from "use-intl"
import { Autocomplete } from "react-aria-components/Autocomplete"
import { ListBox, ListBoxItem } from "react-aria-components/ListBox"
import { useTRPC } from "@/components/trpc"
import { EmptyState } from "@/components/ui/empty-state"
import { Avatar } from "@/components/ui/person-chip"
import { SkeletonLines } from "@/components/ui/skeleton"
import type { Presence } from "@/core/people/directory"

const presenceLook = {
  online: { icon: CircleDot, ink: "text-ok-ink" },
  busy: { icon: CircleMinus, ink: "text-late-ink" },
  away: { icon: Moon, ink: "text-muted" },
} satisfies Record<Presence, unknown>

export type Picked = { id: string; name: string }

/**
 * One colleague or several: search by name, choose. Arrow keys move in the list while the search keeps the focus, Enter
 * chooses. Whoever only looks on (auditors) is offered where `isForReading`.
 */
export function PeoplePicker(props: {
  mode: "single" | "multiple"
  chosen: readonly Picked[]
  onChange: (chosen: Picked[]) => void
  /** Ids of those who are not offered. */
  without?: ReadonlySet<string>
  isForReading?: boolean
}) {
  const t = useTranslations("picker")
  const ui = useTranslations("ui")
  const locale = useLocale()
  const trpc = useTRPC()
  const [search, setSearch] = useState("")
  const wanted = useDeferredValue(search.trim())
  const query = useQuery(trpc.todo.colleagues.queryOptions({ search: wanted }, { placeholderData: keepPreviousData }))
  const { chosen, mode, onChange } = props
  const people = query.data?.filter(
    ({ id, roles }) => !props.without?.has(id) && (props.isForReading || roles.some((role) => role !== "auditor")),
  )
  return (
    <div>
      {mode === "multiple" && chosen.length > 0 && (
        <ul aria-label={t("chosen")} className="mb-2 flex flex-wrap gap-1.5">
          {chosen.map((person) => (
            <li key={person.id}>
              <button
                type="button"
                aria-label={t("remove", { name: person.name })}
                onClick={() => onChange(chosen.filter(({ id }) => id !== person.id))}
                className="inline-flex h-8 items-center gap-1.5 rounded-full bg-default pr-2 pl-1 text-sm hover:bg-default-hover md:h-7"
              >
                <Avatar name={person.name} size={20} />
                {person.name}
                <X className="size-3.5 text-muted" aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <Autocomplete inputValue={search} onInputChange={setSearch}>
        {/* React Aria's own field: Autocomplete moves in the list while this has the focus. */}
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog asks for exactly this */}
        <SearchField aria-label={t("search")} value={search} onChange={setSearch} autoFocus>
          <SearchField.Group>
            <SearchField.SearchIcon />
            <SearchField.Input placeholder={t("search")} />
            <SearchField.ClearButton aria-label={ui("clear")} />
          </SearchField.Group>
        </SearchField>
        {!people ? (
          <SkeletonLines lines={4} className="mt-3" />
        ) : (
          <ListBox
            aria-label={t("people")}
            items={people}
            selectionMode={mode}
            selectedKeys={chosen.map(({ id }) => id)}
            onSelectionChange={(keys) => {
              if (keys === "all") return
              const shown = new Set(people.map(({ id }) => id))
              // Somebody chosen before who is not in what the search shows now stays chosen.
              const kept = chosen.filter(({ id }) => keys.has(id) || (mode === "multiple" && !shown.has(id)))
              const isNew = ({ id }: Picked) => keys.has(id) && !chosen.some((one) => one.id === id)
              onChange([...kept, ...people.filter(isNew).map(({ id, name }) => ({ id, name }))])
            }}
            renderEmptyState={() => (
              <EmptyState size="compact" icon={UserSearch} title={t("nobody")} description={t("nobodyHint")} />
            )}
            className="mt-2 max-h-56 overflow-y-auto rounded-lg border border-border p-1 outline-none"
          >
            {(person) => {
              const { icon: Icon, ink } = presenceLook[person.presence]
              return (
                <ListBoxItem
                  id={person.id}
                  textValue={person.name}
                  className="flex min-h-10 cursor-pointer items-center gap-2.5 rounded-lg px-2 text-sm outline-none data-[focused]:bg-default data-[selected]:bg-accent-soft md:min-h-8"
                >
                  {({ isSelected }) => (
                    <>
                      <Avatar name={person.name} />
                      <span className="max-w-[60%] shrink-0 truncate">{person.name}</span>
                      <span className="min-w-0 flex-1 truncate text-right text-xs text-muted">
                        {person.roles.map((role) => t(`roles.${role}`)).join(locale === "zh" ? "、" : ", ")}
                      </span>
                      <span className={`inline-flex shrink-0 items-center gap-1 text-xs ${ink}`}>
                        <Icon className="size-3.5" aria-hidden="true" />
                        {t(`presence.${person.presence}`)}
                      </span>
                      {mode === "multiple" && (
                        <Check
                          className={isSelected ? "size-4 shrink-0 text-accent" : "size-4 shrink-0 opacity-0"}
                          aria-hidden="true"
                        />
                      )}
                    </>
                  )}
                </ListBoxItem>
              )
            }}
          </ListBox>
        )}
      </Autocomplete>
    </div>
  )
}
