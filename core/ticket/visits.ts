import type { EventBody } from "./event"
import { evolve, type FoldedEvent } from "./evolve"
import type { TicketState } from "./state"

/** How a visit of a node ended: its work was done, it was sent back, or something else took the ticket away. */
export const visitEndings = ["completed", "returned", "taken"] as const
export type VisitEnding = (typeof visitEndings)[number]

/** One stay of a ticket at a node, from the arrival of its token until it left. Instants in milliseconds. */
export type Visit = {
  activationId: string
  nodeId: string
  /** The version the ticket was on when the visit ended, or is on now. */
  versionId: string
  enteredAt: number
  /** null: the ticket is still there. */
  leftAt: number | null
  ending: VisitEnding | null
  /** A deadline ran out during the visit: of a todo, or of the visit itself. */
  breached: boolean
}

/**
 * Every visit of a ticket, in the order of arrival. A visit is over when its activation is, whatever event says so: the
 * engine's own fold decides, so that no kind of event can be forgotten here. Pure.
 */
export function visitsOf(events: readonly FoldedEvent[]): Visit[] {
  const visits = new Map<string, Visit>()
  const here = new Set<string>()
  let state: TicketState | null = null
  for (const event of events) {
    const late = breachedActivation(state, event.body)
    state = evolve(state, event)
    if (late !== null) Object.assign(visits.get(late) ?? {}, { breached: true })
    for (const activationId of here) {
      if (isHere(state, activationId)) continue
      here.delete(activationId)
      Object.assign(visits.get(activationId)!, { leftAt: event.at, ending: endingBy(event.body, activationId) })
    }
    for (const { id, nodeId } of Object.values(state.activations)) {
      if (!isHere(state, id)) continue
      const { versionId } = state
      const known = visits.get(id)
      // A ticket that moves to another version takes its visits along, under the other version's ids.
      if (known) Object.assign(known, { nodeId, versionId })
      else {
        const visit = { activationId: id, nodeId, versionId, enteredAt: event.at, leftAt: null, ending: null }
        visits.set(id, { ...visit, breached: false })
      }
      here.add(id)
    }
  }
  return [...visits.values()]
}

const isHere = ({ activations }: TicketState, activationId: string): boolean =>
  activations[activationId] !== undefined && activations[activationId].state !== "completed"

function endingBy(body: EventBody, activationId: string): VisitEnding {
  if (body.type === "completed" && body.activationId === activationId) return "completed"
  // Splits and joins have no `completed`: their tokens just go on; and a ticket ends at its end.
  if (body.type === "forked" || body.type === "joined") return "completed"
  if (body.type === "ended" && body.reason === "end") return "completed"
  if (body.type === "closed") return body.resolution === "revoked" ? "taken" : "completed"
  return body.type === "moved" && body.cause === "returned" ? "returned" : "taken"
}

function breachedActivation(state: TicketState | null, body: EventBody): string | null {
  if (body.type === "breached") return state?.todos[body.todoId]?.activationId ?? null
  return body.type === "clockBreached" && body.clockId.startsWith("a") ? body.clockId : null
}
