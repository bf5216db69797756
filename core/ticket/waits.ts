import type { TicketState } from "./state"

/** What the timer of a ticket itself is called, beside those of its todos. */
export const ticketItem = "ticket"

/** The next instant at which the ticket itself has something to do, beside its todos; null when there is none. */
export function nextTicketInstant({ activations }: Pick<TicketState, "activations">): number | null {
  const instants = Object.values(activations).flatMap(({ until }) => (until === undefined ? [] : [until]))
  return instants.length > 0 ? Math.min(...instants) : null
}
