import type { FoldedEvent } from "@/core/ticket/evolve"
import { ownClocks } from "@/core/ticket/clock/rows"
import type { ClockState, TicketState } from "@/core/ticket/state"
import { isOpenTodo } from "@/core/ticket/todo-state"
import type { Actor } from "@/core/ticket/event"

/** One todo that had its turn: who had it last, where, and from when to when. */
export type MeasuredTodo = {
  nodeId: string
  assigneeId: string | null
  queue: string | null
  activeAt: number
  /** null: it still is to be done. */
  endedAt: number | null
}

/** A step's arrival: by which route, or by none (the start, a return, a jump). `from` null then. */
export type Hop = { from: string | null; to: string }

/** What a ticket did, step by step, whether it was real or run again. Fed with each event and the states around it. */
export class Measure {
  readonly hops: Hop[] = []
  /** Clocks that ran out: `todo:<node>`, `visit:<node>`, `ticket:<sla>`. */
  readonly late = new Set<string>()
  /** `<code> <node>`; of clocks' conditions too. */
  readonly incidents = new Set<string>()
  readonly todos = new Map<string, MeasuredTodo>()
  /** How often one person was picked at each node, for whom is picked next. */
  readonly picks = new Map<string, number>()
  /** Who was picked at each node, in order; null = it waited in a queue. */
  readonly picked = new Map<string, (string | null)[]>()
  status: "open" | "closed" = "open"
  resolution: string | null = null
  closedAt: number | null = null
  lastAt = 0

  /** `sourceOf`: the node an edge leaves, in whatever version has the edge. */
  constructor(private readonly sourceOf: (edgeId: string) => string | null) {}

  /** `after` still has what the event finished. */
  add(before: TicketState | null, event: FoldedEvent, after: TicketState): void {
    const { at, by, body } = event
    this.lastAt = at
    this.addLate(before, at)
    if (body.type === "entered") {
      this.hops.push({ from: body.edgeId === null ? null : this.sourceOf(body.edgeId), to: body.nodeId })
    }
    if (body.type === "incident") {
      this.incidents.add(`${body.code} ${after.activations[body.activationId]?.nodeId ?? ""}`)
    }
    if (body.type === "breached") this.addClock(after, body.todoId)
    if (body.type === "clockBreached") this.addClock(after, body.clockId)
    this.addPick(before, body, by, after)
    this.addTodos(after, at)
    this.status = after.status
    this.resolution = after.resolution
    this.closedAt = after.closedAt
  }

  /** Nothing more happens until this instant, at which it is looked at. */
  finish(state: TicketState, at: number): void {
    this.addLate(state, at)
  }

  private addLate(state: TicketState | null, at: number): void {
    if (!state || state.status === "closed") return
    const isLate = (clock: ClockState | null | undefined) => {
      if (!clock || clock.ended || clock.paused) return clock?.breached === true
      return clock.breached || (clock.dueAt !== null && clock.dueAt < at)
    }
    for (const { id, clock } of Object.values(state.todos)) if (isLate(clock)) this.addClock(state, id)
    for (const [id, clock] of Object.entries(ownClocks(state))) if (isLate(clock)) this.addClock(state, id)
  }

  private addClock(state: TicketState, id: string): void {
    const todo = state.todos[id]
    const activation = state.activations[id]
    if (todo) this.late.add(`todo:${todo.nodeId}`)
    else if (activation) this.late.add(`visit:${activation.nodeId}`)
    else if (id.startsWith("s")) this.late.add(`ticket:${id}`)
  }

  private addPick(before: TicketState | null, body: FoldedEvent["body"], by: Actor, after: TicketState): void {
    const pick = (nodeId: string | undefined, personId: string | null) => {
      if (nodeId === undefined) return
      this.picks.set(nodeId, (this.picks.get(nodeId) ?? 0) + 1)
      this.picked.set(nodeId, [...(this.picked.get(nodeId) ?? []), personId])
    }
    if (body.type === "dispatched") {
      const [only, ...others] = body.todos
      if (only && others.length === 0) pick(after.activations[body.activationId]?.nodeId, only.assigneeId)
    }
    if (body.type === "assigned" && (body.how === "dispatched" || by === "timer"))
      pick(before?.todos[body.todoId]?.nodeId, body.toId)
    if (body.type === "transferred" && by === "timer") pick(before?.todos[body.todoId]?.nodeId, body.toId)
  }

  private addTodos(after: TicketState, at: number): void {
    for (const todo of Object.values(after.todos)) {
      const { id, nodeId, assigneeId, state } = todo
      const known = this.todos.get(id)
      if (!known) {
        if (state !== "active") continue
        this.todos.set(id, { nodeId, assigneeId, queue: todo.queue ?? null, activeAt: at, endedAt: null })
        continue
      }
      known.assigneeId = assigneeId
      known.endedAt = isOpenTodo(todo) ? null : (known.endedAt ?? at)
    }
  }
}
