import type { Sql as Client, TransactionSql } from "postgres"

type Sql = Client | TransactionSql

/** A place in the feed: transaction id and row id. Text form `<xid>-<id>` is the SSE event id. */
export type FeedCursor = { xid: string; id: number }
export type FeedRecord = {
  cursor: FeedCursor
  topic: string
  personId: string | null
  body: Record<string, unknown>
  /** Milliseconds. */
  at: number
}

export const cursorText = ({ xid, id }: FeedCursor): string => `${xid}-${id}`

export function parseCursor(text: string | null): FeedCursor | null {
  const match = /^([0-9]{1,20})-([0-9]{1,18})$/.exec(text ?? "")
  return match ? { xid: match[1]!, id: Number(match[2]) } : null
}

type Row = { xid: string; id: string; topic: string; person_id: string | null; body: Record<string, unknown>; at: Date }

/**
 * Feed rows after `cursor` that no running transaction can still precede, and whether younger ones wait for that.
 */
export async function readFeed(
  sql: Sql,
  cursor: FeedCursor,
  limit: number,
): Promise<{ records: FeedRecord[]; pending: boolean }> {
  const rows = await sql<Row[]>`
    select xid::text as xid, id, topic, person_id, body, at from feed_event
    where (xid, id) > (${cursor.xid}::text::xid8, ${cursor.id}) and xid < pg_snapshot_xmin(pg_current_snapshot())
    order by xid, id limit ${limit}`
  const records = rows.map((row) => ({
    cursor: { xid: row.xid, id: Number(row.id) },
    topic: row.topic,
    personId: row.person_id,
    body: row.body,
    at: row.at.getTime(),
  }))
  if (records.length === limit) return { records, pending: true }
  const [rest] = await sql<{ pending: boolean }[]>`
    select exists (select 1 from feed_event where xid >= pg_snapshot_xmin(pg_current_snapshot())) as pending`
  return { records, pending: rest?.pending ?? false }
}

/** The end of the feed: a new client starts here. */
export async function feedEnd(sql: Sql): Promise<FeedCursor> {
  const [row] = await sql<{ xid: string; id: string }[]>`
    select f.xid::text as xid, f.id from feed_event f
    where f.xid < pg_snapshot_xmin(pg_current_snapshot()) order by f.xid desc, f.id desc limit 1`
  return row ? { xid: row.xid, id: Number(row.id) } : { xid: "0", id: 0 }
}

/** The oldest row still kept; a client that resumes before it has missed some and must read anew. */
export async function feedStart(sql: Sql): Promise<FeedCursor | null> {
  const [row] = await sql<{ xid: string; id: string }[]>`
    select xid::text as xid, id from feed_event order by xid, id limit 1`
  return row ? { xid: row.xid, id: Number(row.id) } : null
}

export const isBefore = (a: FeedCursor, b: FeedCursor): boolean =>
  BigInt(a.xid) < BigInt(b.xid) || (a.xid === b.xid && a.id < b.id)
