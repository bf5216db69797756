import * as z from "zod"
import type { Sql } from "@/db/connect"
import { readStoredError } from "@/server/request/stored-error"

/** What a ticket has asked of services, and the tickets it has opened. */
export const outsideSchema = z.strictObject({
  requests: z.array(
    z.strictObject({
      requestId: z.string(),
      /** Attempts made, and how many there are at most. */
      attempts: z.int(),
      attemptsMax: z.int(),
      /** null: none is planned any more. */
      nextAttemptAt: z.number().nullable(),
      /** What went wrong with the last attempt. */
      error: z.strictObject({ en: z.string(), zh: z.string() }).nullable(),
    }),
  ),
  children: z.array(
    z.strictObject({
      id: z.uuid(),
      number: z.int(),
      title: z.string(),
      status: z.enum(["open", "closed"]),
      openIncidents: z.int(),
      requestId: z.string(),
    }),
  ),
})
export type Outside = z.infer<typeof outsideSchema>

/** Children oldest first, at most 500; a ticket opens no more than that at a step. */
export async function readOutside(sql: Sql, ticketId: string): Promise<Outside> {
  const [requests, children] = await Promise.all([
    sql<
      {
        request_id: string
        attempts: number
        max: number
        state: string
        next_attempt_at: Date
        error: string | null
      }[]
    >`
      select request_id, attempts, (body->>'attemptsMax')::int as max, state, next_attempt_at, error from request
      where ticket_id = ${ticketId} and body->>'type' = 'http' order by seq desc limit 100`,
    sql<
      {
        id: string
        number: number
        title: string
        status: "open" | "closed"
        open_incidents: number
        request_id: string
      }[]
    >`
      select id, number, title, status, open_incidents, origin->>'requestId' as request_id from ticket
      where origin->>'type' = 'ticket' and origin->>'ticketId' = ${ticketId} order by number limit 500`,
  ])
  return {
    requests: requests.map((row) => ({
      requestId: row.request_id,
      attempts: row.attempts,
      attemptsMax: row.max,
      nextAttemptAt: row.state === "queued" ? row.next_attempt_at.getTime() : null,
      error: readStoredError(row.error),
    })),
    children: children.map(({ open_incidents: openIncidents, request_id: requestId, ...row }) => ({
      ...row,
      openIncidents,
      requestId,
    })),
  }
}
