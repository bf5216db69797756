import { seal } from "@/core/ticket/chain"
import { actorSchema, type TicketEvent } from "@/core/ticket/event"
import type { Packed } from "@/core/ticket/packed"
import type { Sql, TransactionSql } from "@/db/connect"
import { digest } from "./digest"
import { unpackBodies } from "./stored-events"

/** All events of a ticket in order. The hash before each step is the stored one, so that a broken chain stays broken. */
export async function readEvents(sql: Sql | TransactionSql, ticketId: string): Promise<TicketEvent[]> {
  const rows = await sql<{ at: Date; by: string; first_seq: number; prev: string; events: Packed[] }[]>`
    select at, by, first_seq, prev, events from step where ticket_id = ${ticketId} order by version`
  return rows.flatMap(
    (row) =>
      seal(
        unpackBodies(row.events),
        { at: row.at.getTime(), by: actorSchema.parse(row.by), prev: row.prev, seq: row.first_seq - 1 },
        digest,
      ).events,
  )
}
