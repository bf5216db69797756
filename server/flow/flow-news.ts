import type { TransactionSql } from "@/db/connect"

/**
 * What open pages are told of a flow, written in the transaction that makes it true. Ids only: whoever listens reads the
 * rest with their own rights.
 *
 * - `draft`: saved as `revision`. `tab` is the page that did it, and need not look.
 * - `released`: other versions are in use for new tickets.
 * - `comments`: somebody said something, or closed a thread.
 * - `scenarios`: somebody kept, changed or deleted one.
 */
export type FlowNews =
  | { what: "draft"; flowId: string; revision: number; tab: string | null }
  | { what: "released"; flowId: string }
  | { what: "comments"; flowId: string }
  | { what: "scenarios"; flowId: string }

export async function writeFlowNews(tx: TransactionSql, news: FlowNews): Promise<void> {
  await tx`insert into feed_event (topic, body) values ('flow', ${tx.json(news)})`
}
