import type { Text } from "@/core/text"
import type { TicketEvent } from "@/core/ticket/event"

/** How a closed ticket ended, in the words of its flow; null while it is open. */
export function resolutionOf(events: readonly TicketEvent[]): Text | null {
  const body = events.findLast((event) => event.body.type === "closed")?.body
  if (body?.type !== "closed") return null
  return body.resolutionText ?? { en: body.resolution, zh: body.resolution }
}
