import type { TransactionSql } from "@/db/connect"

/**
 * What the telephony side tells open pages, written in the transaction that makes it true.
 *
 * - `call.started`, `call.changed`, `call.ended` — a `CallView`.
 * - `agent.changed` — an `AgentView`.
 * - `connector.changed` — the id of a connector whose state is another now.
 * - `queue.gauge` — a `Gauge`; only the last one counts.
 * - `pop` — a `CallPop`, for one person: this caller is at your phone.
 */
export type FeedTopic =
  | "call.started"
  | "call.changed"
  | "call.ended"
  | "agent.changed"
  | "connector.changed"
  | "queue.gauge"
  | "pop"
export type FeedRow = { topic: FeedTopic; personId?: string; body: object }

export async function writeFeed(tx: TransactionSql, rows: readonly FeedRow[]): Promise<void> {
  if (rows.length === 0) return
  await tx`
    insert into feed_event (topic, person_id, body)
    select topic, "personId", body
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row(topic text, "personId" uuid, body jsonb)`
}
