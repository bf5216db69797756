import type { Sql } from "postgres"
import { z } from "zod"
import { ticketEventSchema, type TicketEvent } from "@/core/ticket/event"

const eventsSchema = z.array(ticketEventSchema)

/** All events of a ticket in order, as they were stored. */
export async function readEvents(sql: Sql, ticketId: string): Promise<TicketEvent[]> {
  const rows = await sql<{ events: unknown }[]>`
    select events from step where ticket_id = ${ticketId} order by version`
  return rows.flatMap((row) => eventsSchema.parse(row.events))
}
