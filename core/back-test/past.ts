import type { Answer, CommandBody } from "@/core/ticket/command"
import type { Actor, Values } from "@/core/ticket/event"
import { evolveKeeping, forget, type FoldedEvent } from "@/core/ticket/evolve"
import type { TicketState } from "@/core/ticket/state"
import { isOpenTodo } from "@/core/ticket/todo-state"
import { invariant } from "@/core/problem"
import type { Measure } from "./measure"
import { pastAct } from "./past-act"
import { recordedAnswer } from "./recorded"

/** When something was done after what it followed on, in milliseconds; `seq` keeps the order of what came at one instant. */
export type Timed<What> = What & { afterMs: number; seq: number }

export type PastTodo = {
  id: string
  parentId: string | null
  assigneeId: string | null
  seat: number
  createdAt: number
  /** When its turn came; null = never. */
  activeAt: number | null
  /** When it was over; null = it still is not. */
  endedAt: number | null
  /** Counted from its turn, or from its creation for what came before that. */
  acts: Timed<{ from: "created" | "active"; by: Actor; body: CommandBody }>[]
}

/** One visit of a node, and what came to it from outside. */
export type PastVisit = {
  nodeId: string
  enteredAt: number
  todos: PastTodo[]
  /** The answers to each thing it asked for, counted from the asking. */
  asks: { at: number; answers: Timed<{ answer: Answer }>[] }[]
  /** For each incident: how long until somebody had it tried again; null = never. */
  incidents: { at: number; retry: Timed<{ by: Actor }> | null }[]
  /** Taken back, counted from the visit's end; jumps of an administrator, from its beginning. */
  completedAt: number | null
  withdrawals: Timed<{ by: Actor; comment: string }>[]
  jumps: Timed<{ by: Actor; nodeId: string; isWhole: boolean; comment: string }>[]
}

/** What people, services and customers put into a past ticket, apart from the flow it ran on. */
export type Past = {
  opening: Extract<CommandBody, { type: "open" }>
  openedBy: Actor
  openedAt: number
  /** By node and number of the visit (`visitKey`). */
  visits: ReadonlyMap<string, PastVisit>
  /** Every todo, by its id then. */
  todos: ReadonlyMap<string, PastTodo>
  revocations: { at: number; seq: number; by: Actor; comment: string }[]
  /** Counted from the close before. */
  reopenings: Timed<{ by: Actor; nodeId: string; comment: string }>[]
  /** The fields as they were in the end: what somebody is taken to have said where a step asks earlier or anew. */
  values: Values
  measure: Measure
  /** Looks at what was left open at this instant. */
  finish(at: number): void
}

export const visitKey = (nodeId: string, visit: number): string => `${nodeId}#${visit}`

/** What a ticket's events say was put into it. Pure; throws InvariantError for events that cannot follow each other. */
export function readPast(events: readonly FoldedEvent[], measure: Measure): Past {
  const [first] = events
  invariant(first?.body.type === "opened", "a ticket without its opening")
  const { type: _type, ...opening } = first.body
  const reader = new PastReader(measure)
  for (const [index, event] of events.entries()) {
    const rest = events.slice(index + 1, index + 12).filter(({ at, by }) => at === event.at && by === event.by)
    reader.take(event, rest)
  }
  const { visits, todos, revocations, reopenings } = reader
  return {
    opening: { type: "open", ...opening },
    openedBy: first.by,
    openedAt: first.at,
    visits,
    todos,
    revocations,
    reopenings,
    values: reader.values,
    measure,
    finish: (at) => reader.finish(at),
  }
}

class PastReader {
  private state: TicketState | null = null
  readonly visits = new Map<string, PastVisit>()
  readonly todos = new Map<string, PastTodo>()
  readonly revocations: Past["revocations"] = []
  readonly reopenings: Past["reopenings"] = []
  private readonly byActivation = new Map<string, PastVisit>()
  private readonly byRequest = new Map<string, PastVisit["asks"][number]>()
  private readonly byIncident = new Map<string, PastVisit["incidents"][number]>()
  private closedAt = 0

  constructor(private readonly measure: Measure) {}

  get values(): Values {
    return this.state?.variables ?? {}
  }

  finish(at: number): void {
    if (this.state) this.measure.finish(this.state, at)
  }

  take(event: FoldedEvent, rest: readonly FoldedEvent[]): void {
    const before = this.state
    const after = evolveKeeping(before, event)
    this.measure.add(before, event, after)
    this.state = forget(after, event.body)
    this.takeTodos(after, event.at)
    this.takePlace(before, event, rest)
    const act = pastAct(event, rest)
    const todo = act && this.todos.get(act.todoId)
    if (!act || !todo) return
    const from = todo.activeAt === null ? "created" : "active"
    const afterMs = event.at - (todo.activeAt ?? todo.createdAt)
    todo.acts.push({ from, afterMs, seq: event.seq, by: act.by, body: act.body })
  }

  private takeTodos(after: TicketState, at: number): void {
    for (const { id, activationId, parentId, assigneeId, seat, state } of Object.values(after.todos)) {
      let todo = this.todos.get(id)
      if (!todo) {
        const more = { activeAt: null, endedAt: null, acts: [] }
        todo = { id, parentId: parentId ?? null, assigneeId, seat, createdAt: at, ...more }
        this.todos.set(id, todo)
        this.byActivation.get(activationId)?.todos.push(todo)
      }
      if (state === "active") todo.activeAt ??= at
      todo.endedAt = isOpenTodo({ state }) ? null : (todo.endedAt ?? at)
    }
  }

  /** Where a ticket went, and what came to it there from outside; acts on todos are read by `pastAct`. */
  private takePlace(
    before: TicketState | null,
    { seq, at, by, body }: FoldedEvent,
    rest: readonly FoldedEvent[],
  ): void {
    const { visits, byActivation } = this
    if (body.type === "entered") {
      const { nodeId } = body
      const nothing = { todos: [], asks: [], incidents: [], completedAt: null, withdrawals: [], jumps: [] }
      const visit: PastVisit = { nodeId, enteredAt: at, ...nothing }
      visits.set(visitKey(nodeId, body.visit), visit)
      byActivation.set(body.activationId, visit)
    }
    if (body.type === "completed") {
      const visit = byActivation.get(body.activationId)
      if (visit) visit.completedAt = at
    }
    if (body.type === "asked") {
      const ask = { at, answers: [] }
      byActivation.get(body.activationId)?.asks.push(ask)
      this.byRequest.set(body.requestId, ask)
    }
    if (body.type === "answered" || body.type === "childOpened" || body.type === "childEnded") {
      const ask = this.byRequest.get(body.requestId)
      const answer = recordedAnswer(body, rest)
      if (ask && answer) ask.answers.push({ afterMs: at - ask.at, seq, answer })
    }
    if (body.type === "incident") {
      const incident = { at, retry: null }
      byActivation.get(body.activationId)?.incidents.push(incident)
      this.byIncident.set(body.incidentId, incident)
    }
    if (body.type === "resolved") {
      const incident = this.byIncident.get(body.incidentId)
      if (incident) incident.retry = { afterMs: at - incident.at, seq, by }
    }
    if (body.type === "withdrawn") {
      const visit = byActivation.get(body.activationId)
      visit?.withdrawals.push({ afterMs: at - (visit.completedAt ?? at), seq, by, comment: body.comment })
    }
    if (body.type === "jumped" && by !== "timer") {
      const token = body.tokenId === null ? Object.values(before?.tokens ?? {})[0] : before?.tokens[body.tokenId]
      const visit = token && byActivation.get(token.activationId)
      const { nodeId, comment } = body
      visit?.jumps.push({ afterMs: at - visit.enteredAt, seq, by, nodeId, isWhole: body.tokenId === null, comment })
    }
    if (body.type === "revoked") this.revocations.push({ at, seq, by, comment: body.comment })
    if (body.type === "closed") this.closedAt = at
    if (body.type === "reopened") {
      this.reopenings.push({ afterMs: at - this.closedAt, seq, by, nodeId: body.nodeId, comment: body.comment })
    }
  }
}
