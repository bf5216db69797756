import { tickOf, timedItems, timerAt } from "@/core/ticket/clock/timer"
import type { TicketState } from "@/core/ticket/state"
import { dryRunLimits } from "./limits"
import { refusalProblem } from "./refusal"
import { Refused, type Run } from "./run"
import { send } from "./send"
import type { DryRunWorld } from "./world"

const minuteMs = 60_000

/** A clock, or a step that waits, and when it next has something to do. */
export type Due = { itemId: string; at: number; version: number | null }

/** What comes next on a ticket if nobody does anything; null when nothing ever would. Pure. */
export function nextDue(state: TicketState | null): Due | null {
  if (!state || state.status === "closed") return null
  const due = timedItems(state).flatMap((itemId): Due[] => {
    const timer = timerAt(state, itemId)
    return timer ? [{ itemId, ...timer }] : []
  })
  return due.reduce<Due | null>((first, one) => (first && first.at <= one.at ? first : one), null)
}

/**
 * Lets time pass and fires every timer that comes due, in order, at its own instant. `minutes` null: to the next instant at
 * which something is due, and all that is due then. Throws Refused. Pure.
 */
export function passTime(world: DryRunWorld, run: Run, minutes: number | null): Run {
  const first = nextDue(run.state)
  if (minutes === null && !first) throw new Refused([refusalProblem("nothingToWaitFor")])
  // What has been due for long, such as a tier before the clock's start, is due now: the clock does not go back.
  const until = minutes === null ? Math.max(run.at, first?.at ?? run.at) : run.at + minutes * minuteMs
  let next = run
  for (let ticks = 0; ; ticks++) {
    const due = nextDue(next.state)
    if (!due || due.at > until) break
    if (ticks >= dryRunLimits.ticksMax) throw new Refused([refusalProblem("dryRunTooManyTimers")])
    const at = Math.max(next.at, due.at)
    const fired = send(world, { ...next, at }, "timer", tickOf({ ticketId: "", ...due, dueAt: due.at }))
    // A timer whose firing changes nothing would fire for ever.
    if (fired.events.length === next.events.length) break
    next = fired
  }
  return { ...next, at: until }
}
