import { invariant } from "@/core/problem"
import type { EventBody, EventType, TicketEvent } from "./event"
import type { Activation, ClockState, TicketState, Todo } from "./state"

/** What folding needs of an event; its place in the hash chain plays no part. */
export type FoldedEvent = Pick<TicketEvent, "seq" | "at" | "by" | "body">

/**
 * The state after one more event. Pure; `state` is untouched and shares what did not change. Forgets what no later rule
 * reads (finished activations and their todos), so that the stored state stays small however long a ticket runs. Throws InvariantError for events that cannot follow each other.
 */
export function evolve(state: TicketState | null, event: FoldedEvent): TicketState {
  return forget(evolveKeeping(state, event), event.body)
}

/** As `evolve`, but nothing is forgotten: what a page that shows the past needs. Not what is stored. */
export function evolveKeeping(state: TicketState | null, event: FoldedEvent): TicketState {
  const { body } = event
  if (body.type === "opened") {
    invariant(state === null && event.seq === 1, "a ticket opens once, with its first event")
    return opened(body, event)
  }
  invariant(state !== null, `${body.type} before the ticket was opened`)
  invariant(event.seq === state.seq + 1, `event ${event.seq} cannot follow event ${state.seq}`)
  invariant(state.status === "open", `${body.type} after the ticket was closed`)
  const fold = folds[body.type] as Fold<EventType>
  return { ...fold(state, body, event), seq: event.seq }
}

type Body<T extends EventType> = Extract<EventBody, { type: T }>
type Fold<T extends EventType> = (state: TicketState, body: Body<T>, event: FoldedEvent) => TicketState

function opened(body: Body<"opened">, event: FoldedEvent): TicketState {
  return {
    id: body.ticketId,
    number: body.number,
    flowId: body.flowId,
    versionId: body.versionId,
    status: "open",
    resolution: null,
    title: body.title,
    priority: "normal",
    category: "",
    origin: body.origin,
    initiatorId: body.initiatorId,
    openedAt: event.at,
    closedAt: null,
    variables: body.variables,
    seq: event.seq,
    nextId: 1,
    visits: {},
    tokens: {},
    activations: {},
    todos: {},
    incidents: {},
  }
}

const folds: { [T in Exclude<EventType, "opened">]: Fold<T> } = {
  entered: (state, { tokenId, activationId, nodeId, visit }) => ({
    ...state,
    nextId: after(after(state.nextId, tokenId), activationId),
    visits: { ...state.visits, [nodeId]: visit },
    tokens: { ...state.tokens, [tokenId]: { id: tokenId, nodeId, activationId } },
    activations: {
      ...state.activations,
      [activationId]: { id: activationId, nodeId, tokenId, visit, state: "active", exit: null, need: 1 },
    },
  }),

  dispatched: (state, { activationId, todos, need, clock }, event) => {
    const activation = activationOf(state, activationId)
    const added = todos.map(({ id, assigneeId, seat, state: todoState }): [string, Todo] => [
      id,
      {
        id,
        activationId,
        nodeId: activation.nodeId,
        assigneeId,
        ownerId: assigneeId,
        seat,
        state: todoState,
        createdAt: event.at,
        clock: todoState === "active" ? startedClock(clock) : null,
        warnedLevel: 0,
        decidedBy: null,
      },
    ])
    return {
      ...state,
      nextId: todos.reduce((next, todo) => after(next, todo.id), state.nextId),
      activations: { ...state.activations, [activationId]: { ...activation, need } },
      todos: { ...state.todos, ...Object.fromEntries(added) },
    }
  },

  activated: (state, { todoId, clock }) => changeTodo(state, todoId, { state: "active", clock: startedClock(clock) }),

  decided: (state, { todoId, decision, fields }, event) => ({
    ...changeTodo(state, todoId, { state: decisionStates[decision], clock: null, decidedBy: event.by }),
    variables: Object.keys(fields).length > 0 ? { ...state.variables, ...fields } : state.variables,
  }),

  cancelled: (state, { todoIds, reason }) => {
    const ended = reason === "inactive" ? "skipped" : "cancelled"
    return todoIds.reduce((next, todoId) => changeTodo(next, todoId, { state: ended, clock: null }), state)
  },

  transferred: (state, { todoId, toId }) => changeTodo(state, todoId, { assigneeId: toId }),

  set: (state, { title, priority, category }) => ({
    ...state,
    title: title ?? state.title,
    priority: priority ?? state.priority,
    category: category ?? state.category,
  }),

  commented: (state) => state,
  reminded: (state) => state,
  revoked: (state) => state,

  warned: (state, { todoId, level }) => {
    const { clock } = todoOf(state, todoId)
    invariant(clock, `${todoId} was warned without a clock`)
    return changeTodo(state, todoId, {
      warnedLevel: level,
      clock: { ...clock, tiers: clock.tiers.filter((tier) => tier.level > level) },
    })
  },

  breached: (state, { todoId }) => {
    const { clock } = todoOf(state, todoId)
    invariant(clock, `${todoId} breached without a clock`)
    return changeTodo(state, todoId, { clock: { ...clock, breached: true } })
  },

  completed: (state, { activationId, exit }) => ({
    ...state,
    activations: {
      ...state.activations,
      [activationId]: { ...activationOf(state, activationId), state: "completed", exit },
    },
  }),

  incident: (state, { incidentId, activationId, code }) => ({
    ...state,
    nextId: after(state.nextId, incidentId),
    activations: {
      ...state.activations,
      [activationId]: { ...activationOf(state, activationId), state: "held" },
    },
    incidents: { ...state.incidents, [incidentId]: { id: incidentId, activationId, code } },
  }),

  resolved: (state, { incidentId }) => {
    const { [incidentId]: incident, ...incidents } = state.incidents
    invariant(incident, `incident ${incidentId} is not open`)
    const activation = activationOf(state, incident.activationId)
    return {
      ...state,
      incidents,
      activations: { ...state.activations, [activation.id]: { ...activation, state: "active" } },
    }
  },

  closed: (state, { resolution }, event) => ({
    ...state,
    status: "closed",
    resolution,
    closedAt: event.at,
    tokens: {},
    incidents: {},
    activations: Object.fromEntries(
      Object.entries(state.activations).map(([id, activation]): [string, Activation] => [
        id,
        activation.state === "completed" ? activation : { ...activation, state: "completed" },
      ]),
    ),
  }),
}

const decisionStates = { approve: "approved", reject: "rejected", done: "done" } as const

/** The next free number, once `id` is taken. */
function after(nextId: number, id: string): number {
  return Math.max(nextId, Number(id.slice(1)) + 1)
}

function startedClock(clock: Body<"dispatched">["clock"]): ClockState | null {
  return clock && { ...clock, breached: false }
}

function activationOf(state: TicketState, id: string): Activation {
  const activation = state.activations[id]
  invariant(activation, `there is no activation ${id}`)
  return activation
}

function todoOf(state: TicketState, id: string): Todo {
  const todo = state.todos[id]
  invariant(todo, `there is no todo ${id}`)
  return todo
}

function changeTodo(state: TicketState, id: string, change: Partial<Todo>): TicketState {
  return { ...state, todos: { ...state.todos, [id]: { ...todoOf(state, id), ...change } } }
}

/** Drops what no later rule reads, if `body` finished anything: the second half of `evolve`, after `evolveKeeping`. */
export function forget(state: TicketState, { type }: EventBody): TicketState {
  if (type !== "completed" && type !== "closed") return state
  const activations = Object.fromEntries(
    Object.entries(state.activations).filter(([, activation]) => activation.state !== "completed"),
  )
  const todos = Object.fromEntries(
    Object.entries(state.todos).filter(([, todo]) => Object.hasOwn(activations, todo.activationId)),
  )
  return { ...state, activations, todos }
}
