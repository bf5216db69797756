import type { Request } from "@/core/ticket/requests"
import type { ClockRow as ClockChange } from "@/core/ticket/clock/rows"
import type { Origin } from "@/core/ticket/event"

/**
 * What one step writes, as `apply_steps` (db/tenant/functions/apply_steps.sql) takes it: a row of `steps` and the rows it
 * brings with it. A list that would be empty is left out: it costs a statement. Instants are milliseconds.
 */
export type StepItem = { step: StepRow } & StepLists

/** The same of several steps together: one list for each table. */
export type StepGroup = { steps: StepRow[] } & StepLists

export type StepLists = {
  opens?: OpenRow[]
  pools?: PoolRow[]
  todos?: TodoRow[]
  clocks?: ClockRow[]
  arm?: { ticketId: string; itemId: string; dueAt: number; version: number | null }[]
  disarm?: { ticketId: string; itemId: string }[]
  notifications?: NotificationRow[]
  requests?: RequestRow[]
  feed?: FeedRow[]
}

export type StepRow = {
  ticketId: string
  /** Version the step was decided on; 0 opens the ticket. */
  expected: number
  key: string
  request: string
  at: number
  by: string
  firstSeq: number
  prev: string
  /** JSON text: it goes into its column as it is. */
  events: string
  versionId: string
  title: string
  priority: string
  category: string
  status: string
  resolution: string | null
  closedAt: number | null
  openIncidents: number
  nextAt: number | null
  head: string
  /** JSON text. */
  state: string
}

/** What is written when a ticket opens, and never again. */
export type OpenRow = {
  ticketId: string
  number: number
  flowId: string
  initiatorId: string | null
  callId: string | null
  openedAt: number
  origin: Origin
}

/** A pool that moves, once or several times: `sequence` is the one that was read, `personId` who got the last todo. */
export type PoolRow = { ticketId: string; key: string; sequence: number; moves: number; personId: string }

export type TodoRow = {
  ticketId: string
  id: string
  assigneeId: string | null
  ownerId: string | null
  nodeId: string
  flowId: string
  state: string
  createdAt: number
  dueAt: number | null
  breached: boolean
  finishedAt: number | null
  pausedAt: number | null
  nextAt: number | null
  /** Left out when it waits in none. */
  queue?: string
  awaitsCapacity?: true
}
/** A clock of the ticket or of a visit. */
export type ClockRow = ClockChange & { ticketId: string; flowId: string }
export type NotificationRow = {
  ticketId: string
  dedupeKey: string
  personId: string
  channel: string
  kind: string
  todoId: string | null
  level: number | null
  params: Record<string, unknown>
  at: number
}
export type RequestRow = Request & { ticketId: string; at: number }
export type FeedRow = {
  ticketId: string
  topic: string
  personId: string | null
  body: Record<string, unknown>
  at: number
}

const lists = ["opens", "pools", "todos", "clocks", "arm", "disarm", "notifications", "requests", "feed"] as const

/** The rows of several steps, in the order of the steps. */
export function together(items: StepItem[]): StepGroup {
  const group: StepGroup = { steps: items.map((item) => item.step) }
  for (const list of lists) {
    const rows = items.flatMap((item): unknown[] => item[list] ?? [])
    if (rows.length > 0) Object.assign(group, { [list]: rows })
  }
  return group
}
