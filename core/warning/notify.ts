import type { ExecutableFlow } from "@/core/flow/executable-flow"
import type { EventBody, EventType, TicketEvent } from "@/core/ticket/event"
import type { Priority } from "@/core/ticket/priority"
import type { TicketState } from "@/core/ticket/state"
import type { ChannelName } from "./tier"

export const notificationKinds = [
  "todoAssigned",
  "todoTransferred",
  "todoWarned",
  "reminded",
  "incidentOpened",
  "ticketClosed",
  "urged",
  "copied",
  "todoQueued",
  "mentioned",
] as const
export type NotificationKind = (typeof notificationKinds)[number]

/** What the sentence in the recipient's language is made of. */
export type NotificationParams = {
  number: number
  title: string
  priority: Priority
  nodeName?: string
  /** Milliseconds since 1970 UTC. */
  dueAt?: number | null
  message?: string
  detailEn?: string
  detailZh?: string
  resolution?: string
}

/** A message to one person on one channel: a row of the outbox. */
export type Notification = {
  personId: string
  channel: ChannelName
  kind: NotificationKind
  ticketId: string
  todoId?: string
  level?: number
  /** The same for the same event, person and channel, however often it is sent. */
  dedupeKey: string
  params: NotificationParams
}

type Message = Pick<Notification, "kind" | "todoId" | "level"> & {
  personIds: string[]
  channels: ChannelName[]
  params?: Partial<NotificationParams>
}

/**
 * Whom an event tells, and how. Pure, and of the events alone: everybody it names was recorded when it was decided, so the
 * outbox of a ticket is a fold of its events. `after` is the state once the event's step is done.
 */
export function notificationsOf(event: TicketEvent, after: TicketState, flow: ExecutableFlow): Notification[] {
  const read = readers[event.body.type] as Reader<EventType> | undefined
  if (!read) return []
  const { id: ticketId, number, title, priority } = after
  return read(event.body, after, flow, event).flatMap(({ personIds, channels, params, ...rest }) =>
    [...new Set(personIds)].flatMap((personId) =>
      [...new Set(channels)].map((channel) => ({
        ...rest,
        personId,
        channel,
        ticketId,
        dedupeKey: `${ticketId}:${event.seq}:${personId}:${channel}`,
        params: { number, title, priority, ...params },
      })),
    ),
  )
}

/** The outbox rows of one step's events. */
export function notificationsOfStep(events: TicketEvent[], after: TicketState, flow: ExecutableFlow): Notification[] {
  return events.flatMap((event) => notificationsOf(event, after, flow))
}

type Reader<T extends EventType> = (
  body: Extract<EventBody, { type: T }>,
  after: TicketState,
  flow: ExecutableFlow,
  event: TicketEvent,
) => Message[]

const inApp: ChannelName[] = ["inApp"]

const readers: { [T in EventType]?: Reader<T> } = {
  dispatched: ({ activationId, todos, clock, told = [] }, after, flow) => {
    const nodeName = nameOfNode(flow, after.activations[activationId]?.nodeId)
    return todos
      .filter((todo) => todo.state === "active")
      .map(({ id, assigneeId }) => ({
        kind: assigneeId === null ? "todoQueued" : "todoAssigned",
        todoId: id,
        personIds: assigneeId === null ? told : [assigneeId],
        channels: inApp,
        params: { nodeName, dueAt: clock?.dueAt ?? null },
      }))
  },

  // Whoever claimed it knows.
  assigned: ({ todoId, toId, how }, after, flow) => {
    const todo = after.todos[todoId]
    if (how === "claimed" || !todo) return []
    const params = { nodeName: nameOfNode(flow, todo.nodeId), dueAt: todo.clock?.dueAt ?? null }
    return [{ kind: "todoAssigned", todoId, personIds: [toId], channels: inApp, params }]
  },

  queued: ({ todoId, personIds }, after, flow) => {
    const todo = after.todos[todoId]
    const params = { nodeName: nameOfNode(flow, todo?.nodeId), dueAt: todo?.clock?.dueAt ?? null }
    return [{ kind: "todoQueued", todoId, personIds, channels: inApp, params }]
  },

  activated: ({ todoId }, after, flow) => yourTurn(todoId, after, flow),

  // What the step went on to finish needs nobody any more.
  added: ({ todos }, after, flow) => todos.flatMap(({ id }) => yourTurn(id, after, flow)),

  settled: ({ todoId, state }, after, flow) => (state === "active" ? yourTurn(todoId, after, flow) : []),

  urged: ({ personIds, comment }) => [{ kind: "urged", personIds, channels: inApp, params: { message: comment } }],

  copied: ({ personIds, comment }) => [{ kind: "copied", personIds, channels: inApp, params: { message: comment } }],

  transferred: ({ todoId, toId }, after, flow) => {
    const todo = after.todos[todoId]
    const params = { nodeName: nameOfNode(flow, todo?.nodeId), dueAt: todo?.clock?.dueAt ?? null }
    return [{ kind: "todoTransferred", todoId, personIds: [toId], channels: inApp, params }]
  },

  warned: ({ todoId, level, personIds, channels }, after, flow) => {
    const todo = after.todos[todoId]
    const params = { nodeName: nameOfNode(flow, todo?.nodeId), dueAt: todo?.clock?.dueAt ?? null }
    return [{ kind: "todoWarned", todoId, level, personIds, channels, params }]
  },

  // Of a visit or a ticket: nobody's todo, so it leads to the ticket.
  clockWarned: ({ clockId, level, personIds, channels }, after, flow) => {
    const activation = after.activations[clockId]
    const sla = flow.settings.slas?.find((one) => one.id === clockId)
    const nodeName = sla?.name ?? nameOfNode(flow, activation?.nodeId)
    const dueAt = (activation?.clock ?? after.clocks?.[clockId])?.dueAt ?? null
    return [{ kind: "todoWarned", level, personIds, channels, params: { nodeName, dueAt } }]
  },

  reminded: ({ activationId, personIds, channels, message }, after, flow) => {
    const nodeName = nameOfNode(flow, after.activations[activationId]?.nodeId)
    return [{ kind: "reminded", personIds, channels, params: { message, nodeName } }]
  },

  incident: ({ activationId, personIds, detail }, after, flow) => {
    const nodeName = nameOfNode(flow, after.activations[activationId]?.nodeId)
    const params = { nodeName, detailEn: detail.en, detailZh: detail.zh }
    return [{ kind: "incidentOpened", personIds, channels: inApp, params }]
  },

  // Whoever closed the ticket themselves knows.
  closed: ({ resolution }, { initiatorId }, _flow, { by }) =>
    initiatorId === null || initiatorId === by
      ? []
      : [{ kind: "ticketClosed", personIds: [initiatorId], channels: inApp, params: { resolution } }],
}

function yourTurn(todoId: string, after: TicketState, flow: ExecutableFlow): Message[] {
  const todo = after.todos[todoId]
  if (todo?.state !== "active" || todo.assigneeId === null) return []
  const params = { nodeName: nameOfNode(flow, todo.nodeId), dueAt: todo.clock?.dueAt ?? null }
  return [{ kind: "todoAssigned", todoId, personIds: [todo.assigneeId], channels: inApp, params }]
}

function nameOfNode(flow: ExecutableFlow, nodeId: string | undefined): string {
  return (nodeId !== undefined && flow.nodes.get(nodeId)?.name) || ""
}
