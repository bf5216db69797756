import { actorSchema } from "@/core/ticket/event"
import type { FoldedEvent } from "@/core/ticket/evolve"
import type { Packed } from "@/core/ticket/packed"
import { visitsOf } from "@/core/ticket/visits"
import type { TransactionSql } from "@/db/connect"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { feedEnd, readFeed, type FeedCursor } from "@/server/feed/read"
import { unpackBodies } from "@/server/ticket/stored-events"

/** Tickets folded in one transaction: some tenths of a second. */
const ticketsPerBatch = 500
const feedRowsPerBatch = 1000
/** The feed keeps a day (server/timer/reconcile); whoever has not read it for longer than this may have missed some. */
const feedReadableMs = 20 * 3_600_000
/** A quiet tenant's cursor is written anew this often, so that it does not look lost. */
const cursorFreshMs = 3_600_000

type CursorRow = { xid: string; feed_id: string; read_at: Date }
/** A pass over all tickets: where the feed stood when it began, and the last ticket looked at. */
type WholePass = { end: FeedCursor; afterId: string }
const firstId = "00000000-0000-0000-0000-000000000000"

/**
 * Brings the visits up to what has happened: the feed says which tickets moved since the last time, and each of them is
 * folded anew; when the feed was not read for too long, all tickets whose version says so are. Whoever comes while another
 * does it goes away again. Resolves to true when everything is rolled up, and to false after about `forMs`.
 */
export async function rollUpVisits(tenant: TenantRef, { forMs }: { forMs: number }): Promise<boolean> {
  const { sql } = withTenant(tenant)
  const until = Date.now() + forMs
  const [begun] = await sql`select 1 from visit_cursor where id = 1`
  if (!begun) {
    await sql`insert into visit_cursor (id, xid, feed_id, read_at) values (1, '0', 0, 'epoch') on conflict (id) do nothing`
  }
  let pass: WholePass | null = null
  for (;;) {
    const result: "done" | "more" | "taken" = await sql.begin(async (tx) => {
      const [row] = await tx<CursorRow[]>`
        select xid, feed_id, read_at from visit_cursor where id = 1 for update skip locked`
      if (!row) return "taken"
      if (!pass && Date.now() - row.read_at.getTime() > feedReadableMs)
        pass = { end: await feedEnd(tx), afterId: firstId }
      return pass ? passOn(tx, pass) : readOn(tx, row)
    })
    if (result === "taken") return false
    if (result === "done") {
      if (!pass) return true
      // What moved during the pass stands in the feed behind its beginning.
      pass = null
    }
    if (Date.now() >= until) return false
  }
}

async function passOn(tx: TransactionSql, pass: WholePass): Promise<"done" | "more"> {
  const rows = await tx<{ id: string }[]>`
    select t.id from ticket t left join visit_mark m on m.ticket_id = t.id
    where t.id > ${pass.afterId} and m.version is distinct from t.version
    order by t.id limit ${ticketsPerBatch}`
  const ids = rows.map(({ id }) => id)
  await rollUpTickets(tx, ids)
  pass.afterId = ids.at(-1) ?? pass.afterId
  if (ids.length === ticketsPerBatch) return "more"
  await saveCursor(tx, pass.end)
  return "done"
}

async function readOn(tx: TransactionSql, row: CursorRow): Promise<"done" | "more"> {
  const cursor = { xid: row.xid, id: Number(row.feed_id) }
  const { records } = await readFeed(tx, cursor, feedRowsPerBatch)
  const moved = new Set(records.flatMap(({ topic, body }) => (topic === "ticket" ? String(body["ticketId"]) : [])))
  await rollUpTickets(tx, [...moved])
  const isStale = Date.now() - row.read_at.getTime() > cursorFreshMs
  if (records.length > 0 || isStale) await saveCursor(tx, records.at(-1)?.cursor ?? cursor)
  return records.length === feedRowsPerBatch ? "more" : "done"
}

const saveCursor = (tx: TransactionSql, { xid, id }: FeedCursor) =>
  tx`update visit_cursor set xid = ${xid}, feed_id = ${id}, read_at = now() where id = 1`

type StepRow = { ticket_id: string; version: number; at: Date; by: string; first_seq: number; events: Packed[] }

async function rollUpTickets(tx: TransactionSql, ticketIds: string[]): Promise<void> {
  if (ticketIds.length === 0) return
  const tickets = await tx<
    { id: string; flow_id: string }[]
  >`select id, flow_id from ticket where id in ${tx(ticketIds)}`
  const flowOf = new Map(tickets.map(({ id, flow_id }) => [id, flow_id]))
  const steps = await tx<StepRow[]>`
    select ticket_id, version, at, by, first_seq, events from step
    where ticket_id in ${tx(ticketIds)} order by ticket_id, version`
  const events = new Map<string, FoldedEvent[]>()
  const versions = new Map<string, number>()
  for (const step of steps) {
    const own = events.get(step.ticket_id) ?? []
    events.set(step.ticket_id, own)
    versions.set(step.ticket_id, step.version)
    const [at, by] = [step.at.getTime(), actorSchema.parse(step.by)]
    for (const [index, body] of unpackBodies(step.events).entries())
      own.push({ seq: step.first_seq + index, at, by, body })
  }
  const rows = [...events].flatMap(([ticketId, own]) => {
    const flowId = flowOf.get(ticketId)
    return flowId === undefined ? [] : visitsOf(own).map((visit) => ({ ticketId, flowId, ...visit }))
  })
  const marks = [...versions].map(([ticketId, version]) => ({ ticketId, version }))
  await tx`
    insert into visit (ticket_id, activation_id, flow_id, version_id, node_id, entered_at, left_at, ending, breached)
    select v."ticketId", v."activationId", v."flowId", v."versionId", v."nodeId", to_timestamp(v."enteredAt" / 1000),
      to_timestamp(v."leftAt" / 1000), v.ending, v.breached
    from jsonb_to_recordset(${tx.json(rows)}) as v(
      "ticketId" uuid, "activationId" text, "flowId" uuid, "versionId" uuid, "nodeId" text,
      "enteredAt" double precision, "leftAt" double precision, ending text, breached boolean
    )
    on conflict (ticket_id, activation_id) do update set
      version_id = excluded.version_id, node_id = excluded.node_id, left_at = excluded.left_at,
      ending = excluded.ending, breached = excluded.breached
    where (visit.version_id, visit.node_id, visit.left_at, visit.ending, visit.breached)
      is distinct from (excluded.version_id, excluded.node_id, excluded.left_at, excluded.ending, excluded.breached)`
  await tx`
    insert into visit_mark (ticket_id, version)
    select m."ticketId", m.version from jsonb_to_recordset(${tx.json(marks)}) as m("ticketId" uuid, version int)
    on conflict (ticket_id) do update set version = excluded.version`
}
