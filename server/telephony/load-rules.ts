import { routingMatchSchema, type RoutingRule } from "@/core/call/routing"
import type { Sql, TransactionSql } from "@/db/connect"

/** The routing rules as they are now, in the order they are tried. */
export async function loadRules(sql: Sql | TransactionSql): Promise<RoutingRule[]> {
  const rows = await sql<(Omit<RoutingRule, "match"> & { match: unknown })[]>`
    select id, position, enabled, name, match, when_abandoned as "whenAbandoned", flow_id as "flowId"
    from routing_rule order by position, id`
  return rows.map((row) => ({ ...row, match: routingMatchSchema.parse(row.match) }))
}
