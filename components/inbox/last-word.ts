import type { TicketEvent } from "@/core/ticket/event"

/**
 * The event that took a todo out of its holder's hands: decided, returned, cancelled, handed on, or somebody was asked
 * first; null while it is theirs.
 */
export function lastWordOn(events: readonly TicketEvent[], todoId: string): TicketEvent | null {
  return events.findLast((event) => isLastWord(event, todoId)) ?? null
}

function isLastWord({ body }: TicketEvent, todoId: string): boolean {
  if (body.type === "cancelled") return body.todoIds.includes(todoId)
  if (body.type === "added") return body.todoId === todoId && (body.mode === "before" || body.mode === "delegate")
  return (body.type === "decided" || body.type === "transferred" || body.type === "returned") && body.todoId === todoId
}
