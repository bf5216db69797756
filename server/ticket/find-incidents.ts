import type { EventBody } from "@/core/ticket/event"
import type { Packed } from "@/core/ticket/packed"
import type { Sql } from "@/db/connect"
import { unpackBodies } from "./stored-events"

/** The event that opened an incident, and when. */
export type RaisedIncident = { at: number; body: Extract<EventBody, { type: "incident" }> }

const stepsAtOnce = 10

/**
 * The events that opened these incidents, by `<ticket>.<incident>`. Reads each ticket's last few steps, in one statement
 * for all, and goes further back only for tickets that moved on in another branch since; never a whole trace at once.
 */
export async function findIncidents(
  sql: Sql,
  wanted: { ticketId: string; incidentIds: string[] }[],
): Promise<Map<string, RaisedIncident>> {
  const found = new Map<string, RaisedIncident>()
  let open = wanted.map(({ ticketId, incidentIds }) => ({ ticketId, left: new Set(incidentIds), below: 2_147_483_647 }))
  while ((open = open.filter(({ left }) => left.size > 0)).length > 0) {
    const rows = await sql<{ ticket_id: string; version: number; at: Date; events: Packed[] }[]>`
      select s.ticket_id, s.version, s.at, s.events
      from jsonb_to_recordset(${sql.json(open.map(({ ticketId, below }) => ({ ticketId, below })))})
        as w ("ticketId" uuid, below int)
      cross join lateral (
        select ticket_id, version, at, events from step
        where ticket_id = w."ticketId" and version < w.below order by version desc limit ${stepsAtOnce}) s
      order by s.version desc`
    const byTicket = new Map<string, (typeof rows)[number][]>()
    for (const row of rows) byTicket.set(row.ticket_id, [...(byTicket.get(row.ticket_id) ?? []), row])
    for (const ticket of open) {
      const steps = byTicket.get(ticket.ticketId) ?? []
      for (const { at, events } of steps)
        for (const body of unpackBodies(events))
          if (body.type === "incident" && ticket.left.delete(body.incidentId))
            found.set(`${ticket.ticketId}.${body.incidentId}`, { at: at.getTime(), body })
      ticket.below = steps.at(-1)?.version ?? 0
      if (steps.length < stepsAtOnce) ticket.left.clear()
    }
  }
  return found
}
