import { sourceOf } from "@/core/call/event"
import { withTenant, type TenantRef } from "@/db/tenant-client"

/** Calls of one node of a connector that are going on as far as their events say. */
export async function readOpenCalls(tenant: TenantRef, connectorKey: string, node: string): Promise<string[]> {
  const rows = await withTenant(tenant).sql<{ id: string }[]>`
    select call_id as id from call
    where outcome in ('in_ivr', 'waiting', 'ringing', 'talking')
      and detail->>'source' = ${sourceOf(tenant.slug, connectorKey, node)}`
  return rows.map((row) => row.id)
}

/** When a collector, in whatever process, last heard this node answer; null when none has in the last week. */
export async function readLastHeartbeat(tenant: TenantRef, connectorId: string, node: string): Promise<number | null> {
  const [row] = await withTenant(tenant).sql<{ at: Date }[]>`
    select occurred_at as at from cti_event
    where subject = ${`node/${node}`} and received_at > now() - interval '7 days'
      and type = 'cti.node.heartbeat' and connector_id = ${connectorId}
    order by received_at desc limit 1`
  return row?.at.getTime() ?? null
}
