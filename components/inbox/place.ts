import { parseItemKey } from "./item-key"
import { inboxViews, type InboxView } from "./views"

/** Which view of the inbox, and which todo of it is chosen (`<ticketId>.<todoId>`). */
export type Place = {
  view: InboxView
  selected: string | null
  /** Of the view of queues: the only one shown. */
  queue: string | null
}

export function readPlace(params: URLSearchParams): Place {
  const todo = params.get("todo")
  const view = inboxViews.find((one) => one === params.get("view")) ?? "mine"
  return {
    view,
    selected: parseItemKey(todo) ? todo : null,
    queue: view === "queues" ? params.get("queue") : null,
  }
}

export function writePlace({ view, selected, queue }: Place): string {
  const query = new URLSearchParams()
  if (view !== "mine") query.set("view", view)
  if (view === "queues" && queue !== null) query.set("queue", queue)
  if (selected !== null) query.set("todo", selected)
  return query.toString()
}

/**
 * The page's place beside the address the router reports. `written`: addresses written by the page that the router,
 * which reports late and may leave some out, has yet to report.
 */
export type Tracked = { place: Place; reported: string; written: readonly string[] }

export const trackFrom = (query: string): Tracked => ({
  place: readPlace(new URLSearchParams(query)),
  reported: query,
  written: [],
})

/** The page itself went somewhere. */
export function goTo(tracked: Tracked, place: Place): Tracked {
  return { ...tracked, place, written: [...tracked.written, writePlace(place)] }
}

/** The router reports `query`: our own writing come back, or somebody else's doing (a link, Back), which is followed. */
export function followReport(tracked: Tracked, query: string): Tracked {
  const own = tracked.written.indexOf(query)
  if (own !== -1) return { ...tracked, reported: query, written: tracked.written.slice(own + 1) }
  return { ...trackFrom(query), written: tracked.written }
}
