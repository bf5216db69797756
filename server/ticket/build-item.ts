import type { ExecutableFlow } from "@/core/flow/executable-flow"
import type { Directory } from "@/core/people/directory"
import type { PoolMove } from "@/core/ticket/decision"
import type { EventBody } from "@/core/ticket/event"
import type { TicketState } from "@/core/ticket/state"
import { seal } from "@/core/ticket/chain"
import { evolve } from "@/core/ticket/evolve"
import { project } from "@/core/ticket/project"
import { notificationsOf } from "@/core/warning/notify"
import type { FeedRow, NotificationRow, StepItem } from "./step-item"

type Decided = {
  flow: ExecutableFlow
  directory: Directory
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
  let after = decided.before
  for (const event of events) {
    after = evolve(after, event)
    for (const note of notificationsOf(event, after, decided.flow, decided.directory))
      notifications.push({
        dedupeKey: note.dedupeKey,
        personId: note.personId,
        channel: note.channel,
        kind: note.kind,
        todoId: note.todoId ?? null,
        level: note.level ?? null,
        params: note.params,
      })
  }
  if (!after) throw new Error("A step without events is not written.")
  const changes = project(decided.before, after, events, decided.flow)
  const item: StepItem = {
    ticketId: after.id,
    expected: decided.version,
    key: decided.key,
    request: decided.request,
    at: decided.at,
    ticket: {
      number: after.number,
      flowId: after.flowId,
      versionId: after.versionId,
      head,
      status: after.status,
      title: after.title,
      priority: after.priority,
      category: after.category,
      resolution: after.resolution,
      initiatorId: after.initiatorId,
      callId: after.origin.type === "call" ? after.origin.callId : null,
      openIncidents: Object.keys(after.incidents).length,
      openedAt: after.openedAt,
      closedAt: after.closedAt,
      state: after,
    },
    events,
    feed: feedRows(after, decided.version + 1, changes.todos.map((todo) => todo.assigneeId), notifications),
  }
  // Absent keys cost nothing in the write; empty lists would cost a statement each.
  if (changes.todos.length > 0) item.todos = changes.todos
  if (changes.timers.arm.length > 0) item.arm = changes.timers.arm
  if (changes.timers.disarm.length > 0) item.disarm = changes.timers.disarm
  if (decided.pools.length > 0) item.pools = decided.pools
  if (notifications.length > 0) item.notifications = notifications
  return { item, after }
}

/** One row that says the ticket moved, and one for each person with a new in-app message. */
function feedRows(after: TicketState, version: number, assigneeIds: string[], notes: NotificationRow[]): FeedRow[] {
  const moved: FeedRow = {
    topic: "ticket",
    personId: null,
    body: {
      ticketId: after.id,
      number: after.number,
      version,
      status: after.status,
      flowId: after.flowId,
      assigneeIds: [...new Set(assigneeIds)],
    },
  }
  const notices = notes
    .filter((note) => note.channel === "inApp")
    .map((note) => ({
      topic: "notice",
      personId: note.personId,
      body: { kind: note.kind, ticketId: after.id, number: after.number, title: after.title, todoId: note.todoId, level: note.level },
    }))
  return [moved, ...notices]
}
