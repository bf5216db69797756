import type { Origin } from "@/core/ticket/event"
import type { PoolMove } from "@/core/ticket/decision"

/** What `apply_steps` (db/tenant/functions/apply_steps.sql) takes for one step. Instants are milliseconds. */
export type StepItem = {
  ticketId: string
  /** Version the step was decided on; 0 opens the ticket. */
  expected: number
  key: string
  request: string
  at: number
  ticket: {
    number: number
    flowId: string
    versionId: string
    head: string
    status: string
    title: string
    priority: string
    category: string
    resolution: string | null
    initiatorId: string | null
    callId: string | null
    openIncidents: number
    openedAt: number
    closedAt: number | null
    origin: Origin
    /** JSON text: it goes into its column as it is. */
    state: string
  }
  by: string
  firstSeq: number
  prev: string
  /** JSON text. */
  events: string
  todos?: TodoRow[]
  arm?: { todoId: string; dueAt: number }[]
  disarm?: string[]
  pools?: PoolMove[]
  notifications?: NotificationRow[]
  feed?: FeedRow[]
}

export type TodoRow = {
  id: string
  assigneeId: string
  ownerId: string
  nodeId: string
  state: string
  createdAt: number
  dueAt: number | null
  breached: boolean
  finishedAt: number | null
  nextAt: number | null
}
export type NotificationRow = {
  dedupeKey: string
  personId: string
  channel: string
  kind: string
  todoId: string | null
  level: number | null
  params: Record<string, unknown>
}
export type FeedRow = { topic: string; personId: string | null; body: Record<string, unknown> }
