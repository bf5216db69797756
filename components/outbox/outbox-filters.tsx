"use client"

import { useQuery } from "@tanstack/react-query"
import { useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { SearchField } from "@/components/ui/search-field"
import { SelectField } from "@/components/ui/select-field"
import { type Channel, channels, isChannel, isState, type State, states } from "./message-state"

export type OutboxFilter = { state: State | null; channel: Channel | null; personId: string | null; ticket: string }
export const noFilter: OutboxFilter = { state: null, channel: null, personId: null, ticket: "" }

const every = "all"

/** The number in "#12" or "12"; null when it is none. Pure. */
export function ticketNumberOf(text: string): number | null {
  const digits = /^#?(\d{1,9})$/.exec(text.trim())?.[1]
  return digits === undefined || Number(digits) === 0 ? null : Number(digits)
}

/** Narrows the delivery log by state, channel, person and ticket. */
export function OutboxFilters(props: { filter: OutboxFilter; onChange: (filter: OutboxFilter) => void }) {
  const t = useTranslations("outbox")
  const trpc = useTRPC()
  const people = useQuery(trpc.people.list.queryOptions()).data ?? []
  const { filter } = props
  const change = (part: Partial<OutboxFilter>) => props.onChange({ ...filter, ...part })
  return (
    <div className="flex flex-wrap gap-2 pb-2">
      <SelectField
        label={t("filter.state")}
        isLabelHidden
        className="w-36"
        value={filter.state ?? every}
        options={[
          { value: every, label: t("filter.everyState") },
          ...states.map((value) => ({ value, label: t(`state.${value}`) })),
        ]}
        onChange={(value) => change({ state: isState(value) ? value : null })}
      />
      <SelectField
        label={t("filter.channel")}
        isLabelHidden
        className="w-36"
        value={filter.channel ?? every}
        options={[
          { value: every, label: t("filter.everyChannel") },
          ...channels.map((value) => ({ value, label: t(`channel.${value}`) })),
        ]}
        onChange={(value) => change({ channel: isChannel(value) ? value : null })}
      />
      <SelectField
        label={t("filter.person")}
        isLabelHidden
        className="w-40"
        value={filter.personId ?? every}
        options={[
          { value: every, label: t("filter.everyPerson") },
          ...people.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(value) => change({ personId: value === every ? null : value })}
      />
      <SearchField
        label={t("filter.ticket")}
        className="w-36"
        value={filter.ticket}
        onChange={(ticket) => change({ ticket })}
      />
    </div>
  )
}
