"use client"

import type { inferRouterOutputs } from "@trpc/server"
import clsx from "clsx"
import { FilePlus2 } from "lucide-react"
import { useState, type ReactNode } from "react"
import { useLocale, useTranslations } from "use-intl"
import { SearchField } from "@/components/ui/search-field"
import { Skeleton } from "@/components/ui/skeleton"
import type { AppRouter } from "@/server/api/router"
import { FlowSketch } from "./flow-sketch"

type Starter = inferRouterOutputs<AppRouter>["flow"]["starters"][number]

/** The key of beginning with nothing. */
export const emptyKey = "empty"

const isAbout = ({ name, description }: Starter, words: string) =>
  [name.en, name.zh, description.en, description.zh].some((text) => text.toLowerCase().includes(words))

/** What a new flow may begin with, each with its outline; found by words of either language. */
export function StarterGallery(props: {
  /** Undefined while they are on their way. */
  starters: readonly Starter[] | undefined
  chosen: string
  onChoose: (key: string) => void
}) {
  const t = useTranslations("flows.create")
  const locale = useLocale()
  const [search, setSearch] = useState("")
  const words = search.trim().toLowerCase()
  const shown = props.starters?.filter((starter) => words === "" || isAbout(starter, words))
  const choice = (key: string) => ({ isChosen: props.chosen === key, onChoose: () => props.onChoose(key) })
  return (
    <div className="space-y-3">
      <SearchField label={t("search")} value={search} onChange={setSearch} className="w-full sm:max-w-72" />
      <fieldset aria-label={t("starter")} className="grid gap-2 sm:grid-cols-2 md:grid-cols-3">
        {words === "" && (
          <Choice
            {...choice(emptyKey)}
            title={t("empty")}
            text={t("emptyHint")}
            picture={<FilePlus2 className="size-6 text-muted" strokeWidth={1.25} aria-hidden="true" />}
          />
        )}
        {shown?.map(({ key, name, description, sketch }) => (
          <Choice
            key={key}
            {...choice(key)}
            title={name[locale]}
            text={description[locale]}
            picture={<FlowSketch sketch={sketch} className="size-full" />}
          />
        )) ?? [1, 2, 3, 4, 5].map((place) => <Skeleton key={place} className="h-40" />)}
      </fieldset>
      {shown?.length === 0 && <p className="text-sm text-muted">{t("noMatch")}</p>}
    </div>
  )
}

function Choice(props: { isChosen: boolean; onChoose: () => void; picture: ReactNode; title: string; text: string }) {
  return (
    <label
      className={clsx(
        "relative flex cursor-pointer flex-col overflow-hidden rounded-lg border text-start transition-colors",
        "has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus",
        props.isChosen ? "border-accent bg-accent-soft" : "border-border hover:border-border-strong",
      )}
    >
      <input
        type="radio"
        name="starter"
        checked={props.isChosen}
        onChange={props.onChoose}
        className="absolute inset-0 cursor-pointer opacity-0"
      />
      <span className="grid h-20 place-items-center border-b border-separator bg-background p-2">{props.picture}</span>
      <span className="flex flex-col gap-0.5 p-3">
        <span className="text-sm font-medium">{props.title}</span>
        <span className="line-clamp-3 text-xs text-pretty text-muted">{props.text}</span>
      </span>
    </label>
  )
}
