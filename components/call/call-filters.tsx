"use client"

import { useEffect, useState } from "react"
import { useTranslations } from "use-intl"
import { SearchField } from "@/components/ui/search-field"
import { SelectField } from "@/components/ui/select-field"
import { DayFields } from "./day-fields"
import { daySpans } from "./day-span"
import type { CallNames } from "./use-call-names"
import { outcomeChoices, type CallFilters, type FilterChange } from "./use-call-filters"

const every = "every"
const custom = "custom"
/** A pause this long in typing starts the search. */
const typingMs = 300

/** Narrows the list of calls: days, outcome, queue, agent, words. */
export function CallFilterBar(props: {
  filters: CallFilters
  change: (next: FilterChange) => void
  names: CallNames
  /** Queues the list itself has shown, for those that belong to no skill group. */
  seenQueues: readonly { value: string; label: string }[]
}) {
  const t = useTranslations("call.filter")
  const tOutcome = useTranslations("ticket.call.outcomes")
  const { filters, change } = props
  const { days } = filters
  const [isCustom, setCustom] = useState(days.span === custom)

  const [typed, setTyped] = useState(filters.search)
  useEffect(() => {
    if (typed.trim() === filters.search) return
    const timer = setTimeout(() => change({ search: typed.trim() }), typingMs)
    return () => clearTimeout(timer)
  }, [typed, filters.search, change])

  const queues = new Map(props.names.queues)
  for (const { value, label } of props.seenQueues) if (!queues.has(value)) queues.set(value, label)
  if (filters.queueId !== null && !queues.has(filters.queueId)) queues.set(filters.queueId, filters.queueId)
  const agents = new Map(props.names.agents)
  if (filters.agentId !== null && !agents.has(filters.agentId)) agents.set(filters.agentId, filters.agentId)
  const options = (map: Map<string, string>) =>
    [...map].map(([value, label]) => ({ value, label })).toSorted((a, b) => a.label.localeCompare(b.label))

  return (
    <search
      aria-label={t("label")}
      className="flex flex-wrap items-center gap-2 pb-3 max-md:grid max-md:grid-cols-2 [&>*]:min-w-0"
    >
      <SelectField
        label={t("days")}
        isLabelHidden
        className="md:w-36"
        value={isCustom ? custom : days.span}
        options={[...daySpans, custom].map((span) => ({ value: span, label: t(`span.${span as "custom"}`) }))}
        onChange={(span) => {
          setCustom(span === custom)
          const named = daySpans.find((one) => one === span)
          if (named) change({ span: named })
        }}
      />
      <SelectField
        label={t("outcome")}
        isLabelHidden
        className="md:w-44"
        value={filters.outcome ?? every}
        options={[
          { value: every, label: t("everyOutcome") },
          ...outcomeChoices.map((outcome) => ({
            value: outcome as string,
            label: outcome === "open" ? t("open") : tOutcome(outcome),
          })),
        ]}
        onChange={(value) => change({ outcome: outcomeChoices.find((one) => one === value) ?? null })}
      />
      <SelectField
        label={t("queue")}
        isLabelHidden
        className="md:w-40"
        value={filters.queueId ?? every}
        options={[{ value: every, label: t("everyQueue") }, ...options(queues)]}
        onChange={(value) => change({ queueId: value === every ? null : value })}
      />
      <SelectField
        label={t("agent")}
        isLabelHidden
        className="md:w-40"
        value={filters.agentId ?? every}
        options={[{ value: every, label: t("everyAgent") }, ...options(agents)]}
        onChange={(value) => change({ agentId: value === every ? null : value })}
      />
      {isCustom && <DayFields days={days} onChange={(from, to) => change({ from, to })} />}
      <SearchField
        label={t("search")}
        value={typed}
        onChange={setTyped}
        className="max-md:col-span-2 md:ml-auto md:w-72"
      />
    </search>
  )
}
