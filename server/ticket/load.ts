import type { Sql } from "postgres"
import type { Release } from "@/core/flow/ramp"
import type { TicketState } from "@/core/ticket/state"
import { fromStored, type StateRow } from "./stored-state"

/** A ticket as read before a decision: without a lock, in one statement, together with what became of this key before. */
export type LoadedTicket = {
  version: number
  head: string
  versionId: string
  state: TicketState
  seen: SeenStep | null
}
export type SeenStep = { ticketId: string; version: number; request: string }

type Row = StateRow & {
  version: number
  head: string
  seen_ticket: string | null
  seen_version: number | null
  seen_request: string | null
}

export async function loadTicket(sql: Sql, ticketId: string, key: string): Promise<LoadedTicket | null> {
  const [row] = await sql<Row[]>`
    select t.*,
      s.ticket_id as seen_ticket, s.version as seen_version, s.request as seen_request
    from ticket t left join step s on s.key = ${key}
    where t.id = ${ticketId}`
  if (!row) return null
  return {
    version: row.version,
    head: row.head,
    versionId: row.version_id,
    state: fromStored(row),
    seen: seenOf(row),
  }
}

export type LoadedStart = {
  flowName: string
  release: Release
  archived: boolean
  /** It took tickets once, and takes none now. */
  retired: boolean
  number: number
  seen: SeenStep | null
}

/** What opening a ticket reads: the versions that new tickets use at this moment, a number, and what became of this key. */
export async function loadStart(sql: Sql, flowId: string, key: string): Promise<LoadedStart | null> {
  const [row] = await sql<
    (Pick<Row, "seen_ticket" | "seen_version" | "seen_request"> & {
      name: string
      current_version_id: string | null
      candidate_version_id: string | null
      candidate_percent: number | null
      retired: boolean
      archived: boolean
      number: string
    })[]
  >`
    select f.name, f.current_version_id, f.candidate_version_id, f.candidate_percent,
      f.archived_at is not null as archived, f.current_version_id is null and f.released_at is not null as retired,
      nextval('ticket_number') as number,
      s.ticket_id as seen_ticket, s.version as seen_version, s.request as seen_request
    from flow f left join step s on s.key = ${key}
    where f.id = ${flowId}`
  if (!row) return null
  return {
    flowName: row.name,
    release: {
      currentVersionId: row.current_version_id,
      candidateVersionId: row.candidate_version_id,
      candidatePercent: row.candidate_percent,
    },
    archived: row.archived,
    retired: row.retired,
    number: Number(row.number),
    seen: seenOf(row),
  }
}

function seenOf(row: Pick<Row, "seen_ticket" | "seen_version" | "seen_request">): SeenStep | null {
  if (row.seen_ticket === null || row.seen_version === null || row.seen_request === null) return null
  return { ticketId: row.seen_ticket, version: row.seen_version, request: row.seen_request }
}
