import { actorSchema } from "@/core/ticket/event"
import type { FoldedEvent } from "@/core/ticket/evolve"
import type { Packed } from "@/core/ticket/packed"
import type { Sql } from "@/db/connect"
import { unpackBodies } from "@/server/ticket/stored-events"

export type PastTicket = { id: string; number: number; callId: string | null; events: FoldedEvent[] }

type StepRow = { ticket_id: string; at: Date; by: string; first_seq: number; events: Packed[] }

/** The next tickets of a flow that were opened in a time, by number, each with what had happened by its end. */
export async function readBatch(
  sql: Sql,
  batch: { flowId: string; afterNumber: number; from: Date; until: Date; limit: number },
): Promise<PastTicket[]> {
  const { flowId, afterNumber, from, until, limit } = batch
  const tickets = await sql<{ id: string; number: number; call_id: string | null }[]>`
    select id, number, call_id from ticket
    where flow_id = ${flowId} and number > ${afterNumber} and opened_at >= ${from} and opened_at <= ${until}
    order by number limit ${limit}`
  if (tickets.length === 0) return []
  const steps = await sql<StepRow[]>`
    select ticket_id, at, by, first_seq, events from step
    where ticket_id in ${sql(tickets.map(({ id }) => id))} and at <= ${until} order by ticket_id, version`
  const events = new Map<string, FoldedEvent[]>()
  for (const step of steps) {
    const own = events.get(step.ticket_id) ?? []
    events.set(step.ticket_id, own)
    const [at, by] = [step.at.getTime(), actorSchema.parse(step.by)]
    for (const [index, body] of unpackBodies(step.events).entries())
      own.push({ seq: step.first_seq + index, at, by, body })
  }
  return tickets.flatMap(({ id, number, call_id: callId }) => {
    const own = events.get(id)
    return own ? [{ id, number, callId, events: own }] : []
  })
}
