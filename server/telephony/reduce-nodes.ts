import { subjectOf } from "@/core/call/event"
import type { TransactionSql } from "@/db/connect"
import type { FeedRow } from "./feed-rows"
import { textArray } from "./text-array"

/**
 * What events about a telephone system's nodes make of its connector: up or down, since when, and after which gap it was
 * read anew. The newest event says; an event that comes in late changes nothing.
 */
export async function noteConnectorStates(tx: TransactionSql, nodes: readonly string[]): Promise<FeedRow[]> {
  if (nodes.length === 0) return []
  const subjects = textArray(nodes.map((node) => subjectOf("node", node)))
  const changed = await tx<{ id: string; isOther: boolean }[]>`
    with newest as (
      select distinct on (connector_id) connector_id, type, occurred_at, body->'data' as data
      from cti_event where subject = any(${subjects}::text::text[]) and received_at > now() - interval '10 minutes'
      order by connector_id, occurred_at desc, type
    )
    update connector set
      state = case when newest.type = 'cti.node.down' then 'down' else 'up' end,
      state_at = newest.occurred_at,
      state_detail = jsonb_strip_nulls(jsonb_build_object(
        'reason', case when newest.type = 'cti.node.down' then newest.data->>'reason' end,
        -- A gap stays on show until the next one or the next failure: figures of that time are incomplete.
        'gap', case when newest.type <> 'cti.node.down' then coalesce(newest.data->'gap', connector.state_detail->'gap') end,
        'latencyMs', newest.data->'latencyMs'
      ))
    from newest, connector as earlier
    where connector.id = newest.connector_id and earlier.id = connector.id
      and (connector.state_at is null or connector.state_at < newest.occurred_at)
    returning connector.id, (earlier.state <> connector.state or newest.data ? 'gap') as "isOther"`
  return changed
    .filter((row) => row.isOther)
    .map(({ id }) => ({ topic: "connector.changed" as const, body: { connectorId: id } }))
}
