import { nextInstant, versionOf } from "@/core/sla/clock"
import type { CommandBody } from "../command"
import { clockAt } from "../fold/clocks"
import type { ClockState, TicketState } from "../state"
import { nextTicketInstant, ticketItem } from "../waits"
import { ownClocks } from "./rows"

/** When something next has to be looked at. `version`: the life of the clock that wants it; null for a ticket's waits. */
export type Timer = { at: number; version: number | null }

/** The timer of a clock; null when it has nothing left to do. Pure. */
export function timerOf(clock: ClockState | null | undefined): Timer | null {
  const at = nextInstant(clock ?? null)
  return at === null || !clock ? null : { at, version: versionOf(clock) }
}

/** The timer that a ticket wants for one item: a clock, or its waits. null when it wants none. Pure. */
export function timerAt(state: TicketState, itemId: string): Timer | null {
  if (itemId !== ticketItem) return timerOf(clockAt(state, itemId))
  const at = nextTicketInstant(state)
  return at === null ? null : { at, version: null }
}

/** Every item of a ticket that wants a timer. Pure. */
export function timedItems(state: TicketState): string[] {
  const items = [ticketItem, ...Object.keys(ownClocks(state)), ...Object.keys(state.todos)]
  return items.filter((itemId) => timerAt(state, itemId) !== null)
}

type Due = { ticketId: string; itemId: string; dueAt: number; version?: number | null | undefined }

/** The command of a timer that is due. */
export const tickOf = ({ itemId, version }: Due): Extract<CommandBody, { type: "tick" }> => ({
  type: "tick",
  itemId,
  ...(typeof version === "number" && { version }),
})

/** One firing has one effect, however often it is tried. */
export const tickKey = ({ ticketId, itemId, dueAt, version }: Due): string =>
  `tick:${ticketId}:${itemId}:${typeof version === "number" ? `${version}:` : ""}${dueAt}`
