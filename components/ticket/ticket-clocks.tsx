"use client"

import type { ReactNode } from "react"
import type { DraftGraph } from "@/core/flow/graph"
import type { ClockState, TicketState } from "@/core/ticket/state"
import { ClockLines } from "./clock-lines"
import { ClockMark } from "./clock-mark"

/** The ticket's own clocks, in the order of the flow's settings; those that have not started are left out. */
export function ticketClocks(
  { clocks = {}, closedAt }: Pick<TicketState, "clocks" | "closedAt">,
  { settings }: Pick<DraftGraph, "settings">,
): { id: string; name: string; clock: ClockState }[] {
  return (settings.slas ?? []).flatMap(({ id, name }) => {
    const clock = clocks[id]
    return clock ? [{ id, name, clock: closedAt === null ? clock : closedWith(clock, closedAt) }] : []
  })
}

/** With the ticket its clocks are over, met or missed. */
function closedWith(clock: ClockState, at: number): ClockState {
  if (clock.ended) return clock
  const isMissed = clock.breached || (clock.dueAt !== null && clock.dueAt < at)
  return { ...clock, breached: isMissed, ended: { at, as: "stopped" } }
}

/** Each with its name and how it stands: due, paused, met. `at`: as it was at that instant (replay). */
export function TicketClocks(props: {
  clocks: ReturnType<typeof ticketClocks>
  at?: number
  explain?: (clockId: string, name: string) => ReactNode
}) {
  return (
    <ul className="divide-y divide-separator">
      {props.clocks.map(({ id, name, clock }) => (
        <li key={id} className="py-1.5 first:pt-0 last:pb-0">
          <div className="flex min-h-7 items-center justify-between gap-3">
            <span className="min-w-0 truncate text-sm font-medium">{name}</span>
            <span className="flex shrink-0 items-center gap-1.5">
              <ClockMark clock={clock} at={props.at} />
              {props.explain?.(id, name)}
            </span>
          </div>
          {clock.elapsedMs !== undefined || !clock.ended ? <ClockLines clock={clock} /> : null}
        </li>
      ))}
    </ul>
  )
}
