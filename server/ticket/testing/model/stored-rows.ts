import type { Sql } from "postgres"
import { canonicalJson } from "@/core/canonical-json"
import { invariant } from "@/core/problem"
import { nextInstant } from "@/core/sla/clock"
import { nextTicketInstant } from "@/core/ticket/waits"
import { readEvents } from "../../read-events"
import { fromStored, type StateRow } from "../../stored-state"
import type { ModelTenant, ModelTicket } from "./model-tenant"

type Rows = Record<string, unknown>[]
type Stored = StateRow & {
  version: number
  head: string
  open_incidents: number
  next_at: Date | null
  todos: Rows
  timers: Rows
  clocks: Rows
  notifications: Rows
  requests: Rows
  pools: Rows
  steps: number
  feed: number
}

/** Everything that is stored of a ticket, and the tenant's pools, in one statement. */
async function readRows(sql: Sql, ticketId: string): Promise<Stored | undefined> {
  const ms = (column: string) => sql`round(extract(epoch from ${sql(column)}) * 1000)`
  const [row] = await sql<Stored[]>`
    select ticket.*,
      (select jsonb_agg(jsonb_build_object('id', id, 'assigneeId', assignee_id, 'ownerId', owner_id, 'queue', queue,
        'awaitsCapacity', coalesce(awaits_capacity, false), 'nodeId', node_id, 'flowId', flow_id, 'state', state,
        'createdAt', ${ms("created_at")}, 'dueAt', ${ms("due_at")}, 'breached', breached,
        'finishedAt', ${ms("finished_at")}, 'pausedAt', ${ms("paused_at")}, 'nextAt', ${ms("next_at")}))
        from todo where ticket_id = ${ticketId}) as todos,
      (select jsonb_agg(jsonb_build_object('id', item_id, 'at', ${ms("due_at")}, 'version', version))
        from timer where ticket_id = ${ticketId}) as timers,
      (select jsonb_agg(jsonb_build_object('id', id, 'nodeId', node_id, 'state', state, 'startedAt', ${ms("started_at")},
        'dueAt', ${ms("due_at")}, 'pausedAt', ${ms("paused_at")}, 'breached', breached,
        'finishedAt', ${ms("finished_at")}, 'nextAt', ${ms("next_at")}))
        from clock where ticket_id = ${ticketId}) as clocks,
      (select jsonb_agg(jsonb_build_object('dedupeKey', dedupe_key, 'personId', person_id, 'channel', channel,
        'kind', kind, 'todoId', todo_id, 'level', level, 'params', params, 'state', state))
        from notification where ticket_id = ${ticketId}) as notifications,
      (select jsonb_agg(jsonb_build_object('seq', seq, 'index', index, 'requestId', request_id, 'body', body))
        from request where ticket_id = ${ticketId}) as requests,
      (select jsonb_agg(jsonb_build_object('key', key, 'sequence', sequence, 'lastPersonId', last_person_id))
        from pool where sequence > 0) as pools,
      (select count(*)::int from step where ticket_id = ${ticketId}) as steps,
      (select count(*)::int from feed_event where body->>'ticketId' = ${ticketId}) as feed
    from ticket where id = ${ticketId}`
  return row
}

/** Every row of a ticket is what the model's ticket says. Throws the first table that is not. */
export async function compareRows(sql: Sql, ticketId: string, model: ModelTicket, tenant: ModelTenant): Promise<void> {
  const found = await readRows(sql, ticketId)
  const { state } = model
  invariant(found && state, `the ticket ${ticketId} is not there`)
  same("state", state, fromStored(found))
  same(
    "ticket",
    [model.version, model.head, Object.keys(state.incidents).length, nextTicketInstant(state)],
    [found.version, found.head, found.open_incidents, found.next_at?.getTime() ?? null],
  )
  same("number of steps and feed rows", [model.version, model.version], [found.steps, found.feed])
  sameRows(
    "todos",
    [...model.todos.values()].map(({ nodeName: _nodeName, ...row }) => ({
      ...row,
      flowId: state.flowId,
      nextAt: nextInstant(state.todos[row.id]?.clock ?? null),
    })),
    found.todos,
  )
  sameRows(
    "timers",
    [...model.timers].map(([id, timer]) => ({ id, ...timer })),
    found.timers,
  )
  sameRows("clocks", [...model.clocks.values()], found.clocks)
  sameRows(
    "notifications",
    model.outbox.map(({ dedupeKey, personId, channel, kind, todoId, level, params }) => {
      const { number: _number, title: _title, priority: _priority, ...own } = params
      const sent = channel === "inApp" ? "sent" : "queued"
      return {
        dedupeKey,
        personId,
        channel,
        kind,
        todoId: todoId ?? null,
        level: level ?? null,
        params: own,
        state: sent,
      }
    }),
    found.notifications,
  )
  sameRows("requests", model.requests, found.requests)
  sameRows(
    "pools",
    Object.entries(tenant.pools).map(([key, { sequence, lastPersonId }]) => ({ key, sequence, lastPersonId })),
    found.pools,
  )
}

/** Everything that is stored of a ticket but its own id and its hashes, as one text. */
export async function dumpRows(sql: Sql, ticketId: string): Promise<string> {
  const found = await readRows(sql, ticketId)
  invariant(found, `the ticket ${ticketId} is not there`)
  const { head: _head, id: _id, opened_at, closed_at, next_at, ...rest } = found
  const events = (await readEvents(sql, ticketId)).map(({ at, by, body }) => ({ at, by, body }))
  const lists = Object.entries(rest).map(([name, value]) => {
    return [name, Array.isArray(value) && name !== "state" ? value.map((row) => canonicalJson(row)).sort() : value]
  })
  const instants = [opened_at, closed_at, next_at].map((instant) => instant?.getTime() ?? null)
  return canonicalJson([lists, instants, events]).replaceAll(ticketId, "ticket")
}

function sameRows(what: string, expected: object[], found: Rows | null): void {
  const lines = (rows: object[]) => rows.map((row) => canonicalJson(row)).sort()
  same(what, lines(expected), lines(found ?? []))
}

/** Throws where they begin to differ, when they are not the same in canonical JSON. */
export function same(what: string, expected: unknown, found: unknown): void {
  const [model, real] = [canonicalJson(expected), canonicalJson(found)]
  if (model === real) return
  let at = 0
  while (model[at] === real[at]) at++
  const near = (text: string) => `…${text.slice(Math.max(0, at - 300), at + 300)}…`
  invariant(false, `${what}: the model has\n${near(model)}\nthe server has\n${near(real)}`)
}
