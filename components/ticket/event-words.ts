import type { Text } from "@/core/text"
import type { EventBody, EventType, TicketEvent } from "@/core/ticket/event"
import type { EventNames } from "./event-names"

/**
 * An event in words. `who` did it (null when the flow itself went on: then `what` is a whole sentence), `what` follows
 * the name: "Wang Li" + "approved “Supervisor approval”". `event-text` renders them for timeline, inbox history and
 * replay alike.
 */
export type EventWords = { who: Text | null; what: Text }

export type Body<Type extends EventType> = Extract<EventBody, { type: Type }>
export type Telling<Type extends EventType> = (body: Body<Type>, names: EventNames, event: TicketEvent) => EventWords

/** Tellings of some types of event. */
export type Tellings<Type extends EventType> = { [One in Type]: Telling<One> }

const namesShownMax = 4

export function listed(items: Text[]): Text {
  const shown = items.slice(0, namesShownMax)
  const rest = items.length - shown.length
  return {
    en: shown.map((item) => item.en).join(", ") + (rest > 0 ? ` and ${rest} more` : ""),
    zh: shown.map((item) => item.zh).join("、") + (rest > 0 ? `等 ${items.length} 人` : ""),
  }
}
export const nobody = (what: Text): EventWords => ({ who: null, what })
