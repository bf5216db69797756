import { invariant } from "@/core/problem"
import type { EventBody, EventType } from "./event"
import {
  activationOf,
  after,
  changeActivation,
  trim,
  type Body,
  type Fold,
  type FoldedEvent,
  type Folds,
} from "./fold/fold"
import { clockFolds } from "./fold/clocks"
import { migratedFolds } from "./fold/migrated"
import { todoFolds, withValues } from "./fold/todos"
import { requestFolds } from "./fold/requests"
import { tokenFolds } from "./fold/tokens"
import type { Activation, TicketState } from "./state"

export type { FoldedEvent } from "./fold/fold"

/**
 * The state after one more event. Pure; `state` is untouched and shares what did not change. Forgets what no later rule
 * reads (finished activations and their todos), so that the stored state stays small however long a ticket runs. Throws
 * InvariantError for events that cannot follow each other.
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
  invariant(state.status === "open" || afterwards.has(body.type), `${body.type} after the ticket was closed`)
  const fold = folds[body.type] as Fold<EventType>
  return { ...fold(state, body, event), seq: event.seq }
}

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
    ...(body.choices && { choices: body.choices }),
  }
}

/** What can still happen to a closed ticket. */
const afterwards: ReadonlySet<EventType> = new Set(["reopened", "commented", "copied", "recalled"])

const same = (state: TicketState) => state

const folds: Folds<Exclude<EventType, "opened">> = {
  ...tokenFolds,
  ...todoFolds,
  ...requestFolds,
  ...clockFolds,
  ...migratedFolds,
  commented: same,
  reminded: same,
  revoked: same,
  withdrawn: same,
  jumped: same,
  copied: same,

  set: (state, { title, priority, category }) => ({
    ...state,
    title: title ?? state.title,
    priority: priority ?? state.priority,
    category: category ?? state.category,
  }),

  delayed: (state, { activationId, until }) => changeActivation(state, activationId, { until }),

  valued: (state, { fields }) => withValues(state, fields),

  urged: (state, _body, event) => ({ ...state, urgedAt: event.at }),

  incident: (state, { incidentId, activationId, code, clockId }) => ({
    ...(clockId === undefined ? changeActivation(state, activationId, { state: "held" }) : state),
    nextId: after(state.nextId, incidentId),
    incidents: { ...state.incidents, [incidentId]: trim({ id: incidentId, activationId, code, clockId }) },
  }),

  resolved: (state, { incidentId }) => {
    const { [incidentId]: incident, ...incidents } = state.incidents
    invariant(incident, `incident ${incidentId} is not open`)
    if (incident.clockId !== undefined) return { ...state, incidents }
    const { id } = activationOf(state, incident.activationId)
    return { ...changeActivation(state, id, { state: "active" }), incidents }
  },

  closed: ({ splits: _splits, ...state }, { resolution }, event) => ({
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

  reopened: (state, { tokenId, nodeId }) => ({
    ...state,
    status: "open",
    resolution: null,
    closedAt: null,
    nextId: after(state.nextId, tokenId),
    tokens: { [tokenId]: { id: tokenId, nodeId, activationId: "", cause: "reopened" } },
  }),
}

const finishing: ReadonlySet<EventType> = new Set(["completed", "closed", "ended", "joined", "moved", "splitLeft"])

/** Drops what no later rule reads, if `body` finished anything: the second half of `evolve`, after `evolveKeeping`. */
export function forget(state: TicketState, { type }: EventBody): TicketState {
  if (!finishing.has(type)) return state
  const activations = Object.fromEntries(
    Object.entries(state.activations).filter(([, activation]) => activation.state !== "completed"),
  )
  const todos = Object.fromEntries(
    Object.entries(state.todos).filter(([, todo]) => Object.hasOwn(activations, todo.activationId)),
  )
  const { splits, clocks, ...kept } = state
  const rest = clocks && state.status === "open" ? { ...kept, clocks } : kept
  if (!splits) return { ...rest, activations, todos }
  const inside = new Set(Object.values(state.tokens).flatMap((token) => token.path ?? []))
  const left = Object.entries(splits).filter(([id]) => inside.has(id))
  return { ...rest, activations, todos, ...(left.length > 0 ? { splits: Object.fromEntries(left) } : {}) }
}
