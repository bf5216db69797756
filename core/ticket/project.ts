import type { ExecutableFlow } from "@/core/flow/executable-flow"
import { invariant } from "@/core/problem"
import { clockRows, ownClocks, type ClockRow } from "./clock/rows"
import { timerAt, timerOf, type Timer } from "./clock/timer"
import type { EventBody, TicketEvent } from "./event"
import { evolveKeeping, forget } from "./evolve"
import type { ClockState, TicketState, Todo } from "./state"
import { isOpenTodo, type TodoState } from "./todo-state"
import { nextTicketInstant, ticketItem } from "./waits"

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
> & {
  callId: string | null
  openIncidents: number
  /** When the ticket itself next has something to do, beside its todos. */
  nextAt: number | null
}

/** What an inbox shows. `id` is the local id; `dueAt` and `breached` stay on a finished todo, for the reports. */
export type TodoRow = {
  id: string
  assigneeId: string | null
  ownerId: string | null
  /** The group queue it waits in; null once somebody has it. */
  queue: string | null
  awaitsCapacity: boolean
  nodeId: string
  nodeName: string
  state: TodoState
  createdAt: number
  dueAt: number | null
  breached: boolean
  finishedAt: number | null
  /** Since when its clock stands still; null while that runs, and when there is none. */
  pausedAt: number | null
}

/** What a step changes in the tables beside the state and the events. */
export type Changes = {
  ticket: TicketRow
  /** New todos and those that changed. */
  todos: TodoRow[]
  /** Clocks of the ticket and of visits, new or changed. */
  clocks: ClockRow[]
  /**
   * One timer for each clock that has something left to do, and one for the ticket's waits, at their next instants.
   * `version`: the life of the clock it is armed in; null for the waits.
   */
  timers: { arm: ({ itemId: string } & Timer)[]; disarm: string[] }
}

/**
 * The state after a step and the rows to write for it, in one pass over its events. Pure. `before` is null for a new
 * ticket. Throws InvariantError for events that cannot follow `before`, and for none.
 */
export function project(
  before: TicketState | null,
  events: TicketEvent[],
  flow: ExecutableFlow,
): { after: TicketState; changes: Changes } {
  const touched = new Map<string, Touched>()
  const lastClocks = new Map<string, ClockState>()
  let state = before
  for (const event of events) {
    const kept = evolveKeeping(state, event)
    if ("clockId" in event.body && event.body.clockId !== undefined) {
      const clock = ownClocks(kept)[event.body.clockId]
      if (clock) lastClocks.set(event.body.clockId, clock)
    }
    // The nodes of all visits may have other names from now on.
    if (event.body.type === "migrated") {
      for (const [id, clock] of Object.entries(ownClocks(kept))) lastClocks.set(id, clock)
    }
    for (const id of todoIdsOf(event.body)) {
      const todo = kept.todos[id]
      invariant(todo, `an event names the todo ${id}, which is not there`)
      // The clock of a finished todo is gone from the state; what it last showed stays in its row.
      const last = isOpenTodo(todo) ? null : (touched.get(id)?.clock ?? before?.todos[id]?.clock ?? null)
      const clock = todo.clock ?? todo.stopped ?? last
      const finishedAt = isOpenTodo(todo) ? null : event.at
      touched.set(id, { todo, clock, finishedAt })
    }
    state = forget(kept, event.body)
  }
  invariant(state, "a step without events changes nothing")
  const clocks = clockRows(before, state, lastClocks, events.at(-1)?.at ?? 0)
  const changes: Changes = { ticket: ticketRow(state), todos: [], clocks, timers: { arm: [], disarm: [] } }
  for (const [id, { todo, clock, finishedAt }] of touched) {
    changes.todos.push({
      id,
      assigneeId: todo.assigneeId,
      ownerId: todo.ownerId,
      queue: todo.assigneeId === null ? (todo.queue ?? null) : null,
      awaitsCapacity: todo.assigneeId === null && todo.awaitsCapacity === true,
      nodeId: todo.nodeId,
      nodeName: flow.nodes.get(todo.nodeId)?.name ?? "",
      state: todo.state,
      createdAt: todo.createdAt,
      dueAt: clock?.dueAt ?? null,
      breached: clock?.breached ?? false,
      finishedAt,
      pausedAt: isOpenTodo(todo) ? (clock?.paused?.at ?? null) : null,
    })
    rearm(changes.timers, id, timerOf(before?.todos[id]?.clock), timerOf(todo.clock))
  }
  for (const { id } of clocks) rearm(changes.timers, id, timerOf(ownClocks(before)[id]), timerOf(ownClocks(state)[id]))
  rearm(changes.timers, ticketItem, before && timerAt(before, ticketItem), timerAt(state, ticketItem))
  return { after: state, changes }
}

function rearm(timers: Changes["timers"], itemId: string, armed: Timer | null, wanted: Timer | null): void {
  if (wanted && (wanted.at !== armed?.at || wanted.version !== armed.version)) timers.arm.push({ itemId, ...wanted })
  if (!wanted && armed) timers.disarm.push(itemId)
}

/** A todo as the last event that named it left it. */
type Touched = { todo: Todo; clock: ClockState | null; finishedAt: number | null }

function todoIdsOf(body: EventBody): string[] {
  const named = "todoId" in body && body.todoId !== null ? [body.todoId] : []
  const timed = "clockId" in body && body.clockId?.startsWith("d") && body.type !== "incident" ? [body.clockId] : []
  const listed = "todoIds" in body ? body.todoIds : []
  const added = "todos" in body ? body.todos.map((todo) => todo.id) : []
  const moved = body.type === "migrated" ? body.open.flatMap(({ id }) => (id.startsWith("d") ? [id] : [])) : []
  return [...named, ...timed, ...listed, ...added, ...moved]
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
    nextAt: nextTicketInstant(state),
  }
}
