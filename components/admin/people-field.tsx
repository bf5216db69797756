"use client"

import { Plus, X } from "lucide-react"
import { lazy, Suspense, useId } from "react"
import { useTranslations } from "use-intl"
import { Avatar } from "@/components/ui/person-chip"
import { PopoverButton } from "@/components/ui/popover-button"
import { SkeletonLines } from "@/components/ui/skeleton"
import type { Choosable } from "./choose-list"

const ChooseList = lazy(async () => ({ default: (await import("./choose-list")).ChooseList }))

/** One colleague or several, as chips with a searchable list behind the button. */
export function PeopleField(props: {
  label: string
  description?: string
  error?: string
  people: readonly (Choosable & { active: boolean })[]
  chosenIds: readonly string[]
  isSingle?: boolean
  onChange: (ids: string[]) => void
}) {
  const t = useTranslations("admin.people")
  const id = useId()
  const nameOf = (personId: string) => props.people.find((person) => person.id === personId)?.name ?? t("gone")
  const note = props.error ?? props.description
  return (
    <fieldset aria-describedby={note ? `${id}-note` : undefined} className="space-y-1.5">
      <legend className="text-sm font-medium">{props.label}</legend>
      <div className="flex max-h-48 flex-wrap items-center gap-1.5 overflow-y-auto p-px">
        {props.chosenIds.map((personId) => (
          <span
            key={personId}
            className="inline-flex h-8 max-w-full items-center gap-1.5 rounded-lg bg-default pr-1 pl-1.5 text-sm md:h-7"
          >
            <Avatar name={nameOf(personId)} size={18} />
            <span className="truncate">{nameOf(personId)}</span>
            <button
              type="button"
              aria-label={t("remove", { name: nameOf(personId) })}
              onClick={() => props.onChange(props.chosenIds.filter((other) => other !== personId))}
              className="grid size-6 place-items-center rounded text-muted hover:bg-surface hover:text-foreground md:size-5"
            >
              <X className="size-3.5" aria-hidden="true" />
            </button>
          </span>
        ))}
        {(!props.isSingle || props.chosenIds.length === 0) && (
          <PopoverButton
            label={t("add", { label: props.label })}
            size="sm"
            variant="outline"
            placement="bottom start"
            panel={(close) => (
              <Suspense fallback={<SkeletonLines className="w-72 p-3" />}>
                <ChooseList
                  label={props.label}
                  people={props.people.filter(({ active }) => active)}
                  chosenIds={props.chosenIds}
                  isSingle={props.isSingle ?? false}
                  onChange={(ids) => {
                    props.onChange(ids)
                    if (props.isSingle) close()
                  }}
                />
              </Suspense>
            )}
          >
            <Plus aria-hidden="true" />
            {t(props.isSingle ? "choose" : "addShort")}
          </PopoverButton>
        )}
      </div>
      {note && (
        <p id={`${id}-note`} className={props.error ? "text-xs text-danger" : "text-xs text-muted"}>
          {note}
        </p>
      )}
    </fieldset>
  )
}
