import { invariant } from "@/core/problem"
import type { TicketEvent } from "./event"
import { evolve, evolveKeeping, type FoldedEvent } from "./evolve"
import type { TicketState } from "./state"

/** The state the events give: what is stored beside them, byte for byte in canonical JSON. */
export function foldEvents(events: FoldedEvent[]): TicketState {
  return fold(events, evolve)
}

/**
 * The ticket as it stood after event `seq`, for a page that shows the past: every activation and todo up to then is
 * there, finished ones too. null before the first event.
 */
export function stateAt(events: TicketEvent[], seq: number): TicketState | null {
  const past = events.filter((event) => event.seq <= seq)
  return past.length > 0 ? fold(past, evolveKeeping) : null
}

function fold(events: FoldedEvent[], step: typeof evolve): TicketState {
  const state = events.reduce<TicketState | null>((before, event) => step(before, event), null)
  invariant(state, "a ticket without events")
  return state
}
