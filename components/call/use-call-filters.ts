"use client"

import { usePathname, useRouter, useSearchParams } from "next/navigation"
import { useMemo, useTransition } from "react"
import { closedOutcomes } from "@/core/call/outcome"
import { daysOf, type Days, type DaySpan } from "./day-span"

/** What the list can be narrowed to, in the order of the choice. `open` = going on now. */
export const outcomeChoices = ["open", ...closedOutcomes] as const
export type OutcomeChoice = (typeof outcomeChoices)[number]

export interface CallFilters {
  days: Days
  outcome: OutcomeChoice | null
  queueId: string | null
  agentId: string | null
  search: string
}
export type FilterChange = Partial<
  Omit<CallFilters, "days"> & { span: Exclude<DaySpan, "custom">; from: string; to: string }
>

/** The filters live in the address, so that a list can be sent to a colleague and Back returns to it. */
export function useCallFilters(today: string) {
  const path = usePathname()
  const params = useSearchParams()
  const router = useRouter()
  const [isPending, start] = useTransition()
  const filters = useMemo((): CallFilters => {
    const asked = params.get("outcome")
    return {
      days: daysOf({ day: params.get("day"), from: params.get("from"), to: params.get("to") }, today),
      outcome: outcomeChoices.find((one) => one === asked) ?? null,
      queueId: params.get("queue"),
      agentId: params.get("agent"),
      search: params.get("q") ?? "",
    }
  }, [params, today])

  const change = useMemo(
    () => (next: FilterChange) => {
      const query = new URLSearchParams(params)
      const set = (name: string, value: string | null | undefined) => {
        if (value === undefined) return
        if (value) query.set(name, value)
        else query.delete(name)
      }
      set("outcome", next.outcome)
      set("queue", next.queueId)
      set("agent", next.agentId)
      set("q", next.search)
      if (next.span) {
        set("day", next.span === "today" ? null : next.span)
        set("from", null)
        set("to", null)
      }
      if (next.from !== undefined && next.to !== undefined) {
        set("day", null)
        set("from", next.from)
        set("to", next.to)
      }
      const address = query.size > 0 ? `${path}?${query.toString()}` : path
      // Only days and queue change the figures, which are the server's part of the page.
      const isFigures = next.span !== undefined || next.from !== undefined || next.queueId !== undefined
      if (isFigures) start(() => router.replace(address, { scroll: false }))
      else window.history.replaceState(null, "", address)
    },
    [path, params, router],
  )
  return { filters, change, isPending }
}
