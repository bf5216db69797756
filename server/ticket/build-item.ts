import { nextInstant } from "@/core/sla/clock"
import type { ExecutableFlow } from "@/core/flow/executable-flow"
import type { PoolMove } from "@/core/ticket/decision"
import type { EventBody } from "@/core/ticket/event"
import type { TicketState } from "@/core/ticket/state"
import { seal } from "@/core/ticket/chain"
import { requestsOf } from "@/core/ticket/requests"
import { project, type TodoRow as TodoChange } from "@/core/ticket/project"
import { notificationsOfStep, type NotificationParams } from "@/core/warning/notify"
import { toStored } from "./stored-state"
import { packBody } from "./stored-events"
import { digest } from "./digest"
import type { FeedRow, NotificationRow, PoolRow, StepItem } from "./step-item"

type Decided = {
  flow: ExecutableFlow
  before: TicketState | null
  /** Version and head the decision was taken on; 0 and the genesis for a new ticket. */
  version: number
  head: string
  at: number
  by: string
  key: string
  request: string
  bodies: EventBody[]
  pools: PoolMove[]
}

/**
 * Everything one step writes, derived from its events: same input, same item. Members are named one by one: rest and
 * spread took as long here as sealing the events.
 */
export function buildItem(decided: Decided): { item: StepItem; after: TicketState } {
  const { at, before, flow } = decided
  const seq = before?.seq ?? 0
  const { events, head } = seal(decided.bodies, { at, by: decided.by, prev: decided.head, seq }, digest)
  const { after, changes } = project(before, events, flow)
  const { id: ticketId } = after
  const { ticket } = changes
  const notifications = notificationsOfStep(events, after, flow).map((note): NotificationRow => ({
    ticketId,
    dedupeKey: note.dedupeKey,
    personId: note.personId,
    channel: note.channel,
    kind: note.kind,
    todoId: note.todoId ?? null,
    level: note.level ?? null,
    params: ownParams(note.params),
    at,
  }))
  const item: StepItem = {
    step: {
      ticketId,
      expected: decided.version,
      key: decided.key,
      request: decided.request,
      at,
      by: decided.by,
      firstSeq: seq + 1,
      prev: decided.head,
      events: JSON.stringify(decided.bodies.map(packBody)),
      versionId: ticket.versionId,
      title: ticket.title,
      priority: ticket.priority,
      category: ticket.category,
      status: ticket.status,
      resolution: ticket.resolution,
      closedAt: ticket.closedAt,
      openIncidents: ticket.openIncidents,
      nextAt: ticket.nextAt,
      head,
      state: JSON.stringify(toStored(after)),
    },
    feed: [feedRow(after, changes.todos, notifications, at)],
  }
  if (before === null)
    item.opens = [
      {
        ticketId,
        number: ticket.number,
        flowId: ticket.flowId,
        initiatorId: ticket.initiatorId,
        callId: ticket.callId,
        openedAt: ticket.openedAt,
        origin: after.origin,
      },
    ]
  // Names of nodes are read from the version; storing them in each row would only repeat them.
  if (changes.todos.length > 0)
    item.todos = changes.todos.map((todo) => ({
      ticketId,
      id: todo.id,
      assigneeId: todo.assigneeId,
      ownerId: todo.ownerId,
      nodeId: todo.nodeId,
      flowId: ticket.flowId,
      state: todo.state,
      createdAt: todo.createdAt,
      dueAt: todo.dueAt,
      breached: todo.breached,
      finishedAt: todo.finishedAt,
      pausedAt: todo.pausedAt,
      nextAt: nextInstant(after.todos[todo.id]?.clock ?? null),
      ...(todo.queue !== null && { queue: todo.queue }),
      ...(todo.awaitsCapacity && { awaitsCapacity: true as const }),
    }))
  if (changes.clocks.length > 0)
    item.clocks = changes.clocks.map((clock) => ({ ticketId, flowId: ticket.flowId, ...clock }))
  const { arm, disarm } = changes.timers
  if (arm.length > 0) item.arm = arm.map(({ itemId, at: dueAt, version }) => ({ ticketId, itemId, dueAt, version }))
  if (disarm.length > 0) item.disarm = disarm.map((itemId) => ({ ticketId, itemId }))
  if (decided.pools.length > 0) item.pools = poolRows(ticketId, decided.pools)
  const requests = requestsOf(events, after)
  if (requests.length > 0) item.requests = requests.map((request) => ({ ticketId, ...request, at }))
  if (notifications.length > 0) item.notifications = notifications
  return { item, after }
}

/** One row for each pool, whose later moves go on from the first. */
function poolRows(ticketId: string, moves: PoolMove[]): PoolRow[] {
  const rows = new Map<string, PoolRow>()
  for (const { key, sequence, personId } of moves) {
    const row = rows.get(key)
    if (row) Object.assign(row, { moves: row.moves + 1, personId })
    else rows.set(key, { ticketId, key, sequence, moves: 1, personId })
  }
  return [...rows.values()]
}

/** Number, title and priority stand on the ticket, where whoever reads the message finds them. */
function ownParams({ number: _number, title: _title, priority: _priority, ...params }: NotificationParams) {
  return params
}

/**
 * One row: the ticket moved, and who has a new in-app message. The hub gives each their own notice and nobody another's
 * (server/feed/hub).
 */
function feedRow(after: TicketState, todos: TodoChange[], notes: NotificationRow[], at: number): FeedRow {
  const { id: ticketId, number, status, title } = after
  const notices = notes
    .filter((note) => note.channel === "inApp")
    .map(({ personId, kind, todoId, level }) => ({ personId, kind, todoId, level }))
  const assigneeIds = [...new Set(todos.flatMap(({ assigneeId }) => assigneeId ?? []))]
  // Whoever looks at a queue sees what has come to it, and what has left it.
  const queues = [...new Set(todos.flatMap((todo) => todo.queue ?? after.todos[todo.id]?.queue ?? []))]
  const moved = { ticketId, number, status, assigneeIds, ...(queues.length > 0 && { queues }) }
  return {
    ticketId,
    topic: "ticket",
    personId: null,
    body: notices.length > 0 ? { ...moved, title, notices } : moved,
    at,
  }
}
