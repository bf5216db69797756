import type { Ask, EventBody, TicketEvent, Values } from "./event"
import type { TicketState } from "./state"

/**
 * Something to do outside the ticket, written with the step that wants it and done after: at least once. `index` tells
 * apart what one event asks for.
 */
export type Request = { seq: number; index: number; requestId: string; body: RequestBody }
export type RequestBody =
  | Extract<Ask, { type: "http" }>
  /** Open a ticket of another flow. */
  | { type: "open"; flowId: string; variables: Values; waits: boolean; depth: number }
  /** Nobody waits for the request any more: its tickets are revoked. */
  | { type: "recall" }
  /** Tell the ticket above that this one has ended. */
  | { type: "report"; ticketId: string; index: number; resolution: string }

/** What a step's events ask for. Pure, and of the events alone. `after` is the state once the step is done. */
export function requestsOf(events: Pick<TicketEvent, "seq" | "body">[], after: TicketState): Request[] {
  return events.flatMap(({ seq, body }) => bodiesOf(body, after).map((found, index) => ({ seq, index, ...found })))
}

function bodiesOf(body: EventBody, { origin }: TicketState): { requestId: string; body: RequestBody }[] {
  if (body.type === "asked") {
    const { requestId, ask } = body
    if (ask.type === "http") return [{ requestId, body: ask }]
    const depth = origin.type === "ticket" ? origin.depth + 1 : 1
    const { flowId, waits } = ask
    return ask.tickets.map((variables) => ({ requestId, body: { type: "open", flowId, variables, waits, depth } }))
  }
  if (body.type === "recalled") return [{ requestId: body.requestId, body: { type: "recall" } }]
  if (body.type === "closed" && origin.type === "ticket" && origin.waits) {
    const { ticketId, requestId, index } = origin
    return [{ requestId, body: { type: "report", ticketId, index, resolution: body.resolution } }]
  }
  return []
}
