"use client"

import clsx from "clsx"
import { useState } from "react"
import { useTranslations } from "use-intl"
import { SearchField } from "@/components/ui/search-field"
import { addStep, mayAdd } from "./add-step"
import { useDesignerContext, useGraph } from "./designer-context"
import { stepGroups, type StepChoice, type StepGroup } from "./kind-catalogue"
import { KindIcon } from "./kind-icon"
import { startPaletteDrag } from "./palette-drag"

const matches = ({ title, description }: StepChoice, query: string) =>
  [title.en, title.zh, description.en, description.zh].some((text) =>
    text.toLowerCase().includes(query.trim().toLowerCase()),
  )

/** The kinds of steps. A press adds one behind the chosen step and connects it; dragging puts it where it is dropped. */
export function Palette({ id }: { id: string }) {
  const t = useTranslations("designer.palette")
  const [query, setQuery] = useState("")
  const { choices } = useDesignerContext()
  const shown = choices.filter((choice) => matches(choice, query))
  return (
    <aside
      id={id}
      aria-label={t("title")}
      className="flex h-full w-52 shrink-0 flex-col border-r border-border bg-surface"
    >
      <div className="p-2.5">
        <SearchField label={t("search")} value={query} onChange={setQuery} />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-2 pb-3">
        {shown.length === 0 && <p className="px-2 py-6 text-center text-sm text-muted">{t("empty", { query })}</p>}
        {stepGroups.map((group) => (
          <Group key={group} group={group} choices={shown.filter((choice) => choice.group === group)} />
        ))}
      </div>
      <p className="border-t border-separator px-3 py-2 text-xs text-pretty text-muted">{t("hint")}</p>
    </aside>
  )
}

function Group({ group, choices }: { group: StepGroup; choices: StepChoice[] }) {
  const t = useTranslations("designer.palette.groups")
  if (choices.length === 0) return null
  return (
    <section aria-label={t(group)} className="mt-2 first:mt-0">
      <h2 className="px-2 pb-1 text-xs text-muted">{t(group)}</h2>
      {choices.map((choice) => (
        <PaletteItem key={choice.id} choice={choice} />
      ))}
    </section>
  )
}

function PaletteItem({ choice }: { choice: StepChoice }) {
  const { store, locale } = useDesignerContext()
  const isPossible = mayAdd(useGraph(), choice.kind)
  const isPeople = choice.group === "people"
  const shape =
    choice.group === "routing" ? "diamond" : choice.group === "start" || choice.group === "end" ? "round" : "square"
  return (
    <button
      type="button"
      draggable={isPossible}
      disabled={!isPossible}
      title={choice.description[locale]}
      onDragStart={(event) => startPaletteDrag(event, choice.id)}
      onClick={() => addStep(store, choice, locale)}
      className="flex h-9 w-full cursor-grab items-center gap-2.5 rounded-lg px-2 text-start text-sm hover:bg-default active:cursor-grabbing disabled:cursor-default disabled:opacity-45 disabled:hover:bg-transparent"
    >
      <span className={clsx("kind-badge kind-badge--small", `kind-badge--${shape}`, isPeople && "kind-badge--people")}>
        <KindIcon name={choice.icon} className="size-3.5" />
      </span>
      <span className="truncate">{choice.title[locale]}</span>
    </button>
  )
}
