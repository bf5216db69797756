import { scenarioSchema } from "@/core/dry-run/scenario"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import type { Editor } from "@/server/flow/editable-flow"
import { visibleFlow } from "@/server/flow/visible-flow"
import type { KeptScenario } from "./scenario"

type Row = { id: string; name: string; scenario: unknown; revision: number; by: string; changed_at: Date }

/** A flow's scenarios in the order in which they were made. NOT_FOUND when the role may not see the flow. */
export async function listScenarios(tenant: TenantRef, editor: Editor, flowId: string): Promise<KeptScenario[]> {
  await visibleFlow(tenant, editor, flowId)
  return readScenarios(tenant, flowId)
}

/** The same without asking who wants to know. */
export async function readScenarios(tenant: TenantRef, flowId: string): Promise<KeptScenario[]> {
  const rows = await withTenant(tenant).sql<Row[]>`
    select s.id, s.name, s.scenario, s.revision, s.changed_at, p.name as by
    from flow_scenario s join person p on p.id = s.changed_by
    where s.flow_id = ${flowId} order by s.created_at, s.id`
  return rows.map(({ changed_at: changedAt, by: changedBy, scenario, ...row }) => ({
    ...row,
    scenario: scenarioSchema.parse(scenario),
    changedBy,
    changedAt: changedAt.getTime(),
  }))
}
