import type { ExecutableFlow } from "@/core/flow/executable-flow"
import { invariant } from "@/core/problem"
import { nextInstant } from "@/core/sla/clock"
import type { EventBody, TicketEvent } from "./event"
import { evolveKeeping } from "./evolve"
import type { ClockState, TicketState } from "./state"
import type { TodoState } from "./todo-state"

/** What a list of tickets shows. */
export type TicketRow = Pick<
  TicketState,
  | "number"
  | "flowId"
  | "versionId"
  | "status"
  | "resolution"
  | "title"
  | "priority"
  | "category"
  | "initiatorId"
  | "openedAt"
  | "closedAt"
> & { callId: string | null; openIncidents: number }

/** What an inbox shows. `id` is the local id; `dueAt` and `breached` stay on a finished todo, for the reports. */
export type TodoRow = {
  id: string
  assigneeId: string
  ownerId: string
  nodeId: string
  nodeName: string
  state: TodoState
  createdAt: number
  dueAt: number | null
  breached: boolean
  finishedAt: number | null
}

/** What a step changes in the tables beside the state and the events. */
export type Changes = {
  ticket: TicketRow
  /** New todos and those that changed. */
  todos: TodoRow[]
  /** One timer for each todo whose clock has something left to do, at its next instant. */
  timers: { arm: { todoId: string; at: number }[]; disarm: string[] }
}

/** The rows to write for one step. Pure. `before` is null for a new ticket; `after` is `before` with `events` folded in. */
export function project(
  before: TicketState | null,
  after: TicketState,
  events: TicketEvent[],
  flow: ExecutableFlow,
): Changes {
  const clocks = new Map<string, ClockState>()
  const finished = new Map<string, number>()
  const touched = new Set<string>()
  for (const todo of Object.values(before?.todos ?? {})) if (todo.clock) clocks.set(todo.id, todo.clock)

  // `after` has forgotten the todos of finished activations; their last state is only seen on the way.
  let state = before
  for (const event of events) {
    state = evolveKeeping(state, event)
    for (const id of todoIdsOf(event.body)) {
      touched.add(id)
      const todo = state.todos[id]
      if (todo?.clock) clocks.set(id, todo.clock)
      if (todo && isFinished(todo.state)) finished.set(id, event.at)
    }
  }
  const changes: Changes = { ticket: ticketRow(after), todos: [], timers: { arm: [], disarm: [] } }
  for (const id of touched) {
    const todo = state?.todos[id]
    invariant(todo, `an event names the todo ${id}, which is not there`)
    const clock = clocks.get(id)
    changes.todos.push({
      id,
      assigneeId: todo.assigneeId,
      ownerId: todo.ownerId,
      nodeId: todo.nodeId,
      nodeName: flow.nodes.get(todo.nodeId)?.name ?? "",
      state: todo.state,
      createdAt: todo.createdAt,
      dueAt: clock?.dueAt ?? null,
      breached: clock?.breached ?? false,
      finishedAt: finished.get(id) ?? null,
    })
    const armed = nextInstant(before?.todos[id]?.clock ?? null)
    const at = nextInstant(todo.clock)
    if (at !== null && at !== armed) changes.timers.arm.push({ todoId: id, at })
    if (at === null && armed !== null) changes.timers.disarm.push(id)
  }
  return changes
}

export function isFinished(state: TodoState): boolean {
  return state !== "active" && state !== "waiting"
}

function todoIdsOf(body: EventBody): string[] {
  if (body.type === "dispatched") return body.todos.map((todo) => todo.id)
  if (body.type === "cancelled") return body.todoIds
  return "todoId" in body ? [body.todoId] : []
}

function ticketRow(state: TicketState): TicketRow {
  const { number, flowId, versionId, status, resolution, title, priority, category, initiatorId } = state
  return {
    number,
    flowId,
    versionId,
    status,
    resolution,
    title,
    priority,
    category,
    initiatorId,
    openedAt: state.openedAt,
    closedAt: state.closedAt,
    callId: state.origin.type === "call" ? state.origin.callId : null,
    openIncidents: Object.keys(state.incidents).length,
  }
}
