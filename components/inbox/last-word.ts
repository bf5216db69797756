import type { TicketEvent } from "@/core/ticket/event"

/** The event that took a todo out of its holder's hands: decided, cancelled or handed on; null while it is theirs. */
export function lastWordOn(events: readonly TicketEvent[], todoId: string): TicketEvent | null {
  return (
    events.findLast(
      ({ body }) =>
        ((body.type === "decided" || body.type === "transferred") && body.todoId === todoId) ||
        (body.type === "cancelled" && body.todoIds.includes(todoId)),
    ) ?? null
  )
}
