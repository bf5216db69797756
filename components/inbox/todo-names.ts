import { eventNames, type EventNames } from "@/components/ticket/event-names"
import type { TodoDetail } from "./work-sections"

/** Who and what the ids of a todo's ticket stand for. */
export function namesOf(detail: TodoDetail, timeZone: string): EventNames {
  const titles = new Map(
    detail.actions.flatMap(({ outcome, title }) => (outcome === null ? [] : [[outcome, title] as const])),
  )
  return eventNames({
    events: detail.events,
    people: detail.people,
    nodeNames: detail.nodeNames,
    slaNames: detail.slaNames,
    versionNumbers: detail.versionNumbers,
    fields: detail.fields.map(({ field }) => field),
    exitTitle: (_nodeId, exit) => titles.get(exit) ?? null,
    timeZone,
  })
}
