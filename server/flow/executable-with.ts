import { withTenant, type TenantRef } from "@/db/tenant-client"
import type { ExecutableFlow } from "@/core/flow/executable-flow"
import { executableOf } from "./executable-of"

/**
 * The version that says what a todo's node is: the ticket's own, or, for what was finished before the ticket moved to a
 * version without the node, the last published one that has it. The ticket's own again when none has.
 */
export async function executableWith(tenant: TenantRef, versionId: string, nodeId: string): Promise<ExecutableFlow> {
  const own = await executableOf(tenant, versionId)
  if (own.nodes.has(nodeId)) return own
  const [row] = await withTenant(tenant).sql<{ id: string }[]>`
    select v.id from flow_version v
    where v.flow_id = (select flow_id from flow_version where id = ${versionId})
      and v.graph->'nodes' @> jsonb_build_array(jsonb_build_object('id', ${nodeId}::text))
    order by v.number desc limit 1`
  return row ? executableOf(tenant, row.id) : own
}
