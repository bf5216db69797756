import { nextInstant, phaseOf, type ClockPhase } from "@/core/sla/clock"
import type { ClockState, TicketState } from "../state"

/**
 * A clock of a ticket (`s1`) or of a visit (`a1`) as lists and reports read it. `over`: what it measured ended before any
 * condition ended it; such a clock was met unless it was `breached` or finished after `dueAt`.
 */
export type ClockRow = {
  id: string
  /** The node of a visit; null for the ticket's own. */
  nodeId: string | null
  state: ClockPhase | "over"
  startedAt: number
  dueAt: number | null
  pausedAt: number | null
  breached: boolean
  finishedAt: number | null
  /** When it next has something to do. */
  nextAt: number | null
}

/** Every clock of a ticket and of its visits, by id: those of todos stand with the todos. Pure. */
export function ownClocks(state: Pick<TicketState, "clocks" | "activations"> | null): Record<string, ClockState> {
  const visits = Object.values(state?.activations ?? {}).flatMap(({ id, clock }) =>
    clock ? [[id, clock] as const] : [],
  )
  return visits.length > 0 ? { ...state?.clocks, ...Object.fromEntries(visits) } : (state?.clocks ?? {})
}

/**
 * The rows of those clocks that a step has changed. `last`: as the step's own events left them, for those that are gone by
 * its end, which was `at`. Pure.
 */
export function clockRows(
  before: TicketState | null,
  after: TicketState,
  last: ReadonlyMap<string, ClockState>,
  at: number,
): ClockRow[] {
  const [then, now] = [ownClocks(before), ownClocks(after)]
  const nodeOf = (id: string) => (after.activations[id] ?? before?.activations[id])?.nodeId ?? null
  return [...new Set([...Object.keys(then), ...last.keys()])].flatMap((id) => {
    const clock = now[id] ?? last.get(id) ?? then[id]
    if (!clock || (now[id] !== undefined && now[id] === then[id] && !last.has(id))) return []
    return [rowOf(id, nodeOf(id), clock, now[id] === undefined ? at : null)]
  })
}

function rowOf(id: string, nodeId: string | null, clock: ClockState, goneAt: number | null): ClockRow {
  const phase = phaseOf(clock)
  const isOver = goneAt !== null && !clock.ended
  return {
    id,
    nodeId,
    state: isOver ? "over" : phase,
    startedAt: clock.startedAt,
    dueAt: clock.dueAt ?? clock.paused?.dueAt ?? null,
    pausedAt: isOver ? null : (clock.paused?.at ?? null),
    breached: clock.breached,
    finishedAt: clock.ended?.at ?? goneAt,
    nextAt: isOver ? null : nextInstant(clock),
  }
}
