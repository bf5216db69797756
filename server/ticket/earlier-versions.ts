import { draftGraphSchema, type DraftGraph } from "@/core/flow/graph"
import { invariant } from "@/core/problem"
import type { TicketEvent } from "@/core/ticket/event"
import type { Sql } from "@/db/connect"

/** A version a ticket was on before it moved; `untilSeq` is the last event that happened there. */
export type EarlierVersion = { id: string; number: number; untilSeq: number; graph: DraftGraph }

/** The versions a ticket has left, in order; none for nearly every ticket, and then nothing is read. */
export async function earlierVersions(sql: Sql, events: TicketEvent[]): Promise<EarlierVersion[]> {
  const left = events.flatMap(({ seq, body }) => {
    return body.type === "migrated" ? [{ id: body.fromVersionId, untilSeq: seq - 1 }] : []
  })
  if (left.length === 0) return []
  const rows = await sql<{ id: string; number: number; graph: unknown }[]>`
    select id, number, graph from flow_version where id in ${sql([...new Set(left.map(({ id }) => id))])}`
  const byId = new Map(rows.map(({ id, number, graph }) => [id, { number, graph: draftGraphSchema.parse(graph) }]))
  return left.map(({ id, untilSeq }) => {
    const version = byId.get(id)
    invariant(version, `there is no flow version ${id}`)
    return { id, untilSeq, ...version }
  })
}
