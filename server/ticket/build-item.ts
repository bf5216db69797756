import { nextInstant } from "@/core/sla/clock"
import { invariant } from "@/core/problem"
import type { ExecutableFlow } from "@/core/flow/executable-flow"
import type { PoolMove } from "@/core/ticket/decision"
import type { EventBody } from "@/core/ticket/event"
import type { TicketState } from "@/core/ticket/state"
import { seal } from "@/core/ticket/chain"
import { evolve } from "@/core/ticket/evolve"
import { project } from "@/core/ticket/project"
import { notificationsOfStep, type NotificationParams } from "@/core/warning/notify"
import { toStored } from "./stored-state"
import { packBody } from "./stored-events"
import type { FeedRow, NotificationRow, StepItem } from "./step-item"

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

/** Everything one step writes, derived from its events. Pure but for nothing: same input, same item. */
export function buildItem(decided: Decided): { item: StepItem; after: TicketState } {
  const { events, head } = seal(decided.bodies, {
    at: decided.at,
    by: decided.by,
    prev: decided.head,
    seq: decided.before?.seq ?? 0,
  })
  const notifications: NotificationRow[] = []
  const after = events.reduce<TicketState | null>(evolve, decided.before)
  invariant(after, "a step without events is not written")
  for (const note of notificationsOfStep(events, after, decided.flow))
    notifications.push({
      dedupeKey: note.dedupeKey,
      personId: note.personId,
      channel: note.channel,
      kind: note.kind,
      todoId: note.todoId ?? null,
      level: note.level ?? null,
      params: ownParams(note.params),
    })
  const changes = project(decided.before, after, events, decided.flow)
  const item: StepItem = {
    ticketId: after.id,
    expected: decided.version,
    key: decided.key,
    request: decided.request,
    at: decided.at,
    by: decided.by,
    firstSeq: (decided.before?.seq ?? 0) + 1,
    prev: decided.head,
    ticket: { ...changes.ticket, head, origin: after.origin, state: JSON.stringify(toStored(after)) },
    events: JSON.stringify(decided.bodies.map(packBody)),
    feed: [
      feedRow(
        after,
        changes.todos.map((todo) => todo.assigneeId),
        notifications,
      ),
    ],
  }
  // Absent keys cost nothing in the write; empty lists would cost a statement each.
  // Names of nodes are read from the version; storing them in each row would only repeat them.
  if (changes.todos.length > 0)
    item.todos = changes.todos.map(({ nodeName: _nodeName, ...todo }) => ({
      ...todo,
      nextAt: nextInstant(after.todos[todo.id]?.clock ?? null),
    }))
  if (changes.timers.arm.length > 0) item.arm = changes.timers.arm.map(({ todoId, at }) => ({ todoId, dueAt: at }))
  if (changes.timers.disarm.length > 0) item.disarm = changes.timers.disarm
  if (decided.pools.length > 0) item.pools = decided.pools
  if (notifications.length > 0) item.notifications = notifications
  return { item, after }
}

/** Number, title and priority stand on the ticket, where whoever reads the message finds them. */
function ownParams({ number: _number, title: _title, priority: _priority, ...params }: NotificationParams) {
  return params
}

/**
 * One row: the ticket moved, and who has a new in-app message. The hub gives each their own notice and nobody another's
 * (server/feed/hub).
 */
function feedRow(after: TicketState, assigneeIds: string[], notes: NotificationRow[]): FeedRow {
  const { id: ticketId, number, status, title } = after
  const notices = notes
    .filter((note) => note.channel === "inApp")
    .map(({ personId, kind, todoId, level }) => ({ personId, kind, todoId, level }))
  const moved = { ticketId, number, status, assigneeIds: [...new Set(assigneeIds)] }
  return { topic: "ticket", personId: null, body: notices.length > 0 ? { ...moved, title, notices } : moved }
}
