import { habitsSchema, type Habits } from "@/core/back-test/habits"
import { withTenant, type TenantRef } from "@/db/tenant-client"

/** What `grouping` says of the set that groups by nothing. */
const ofAll = 3

/** What people of the flow usually did with its todos in a time, for what past tickets cannot say. */
export async function findHabits(tenant: TenantRef, flowId: string, from: Date, until: Date): Promise<Habits> {
  const { sql } = withTenant(tenant)
  const rows = await sql<
    { of: number; node_id: string | null; unit_id: string | null; ms: number; decision: string | null }[]
  >`
    with done as (
      select t.node_id, p.unit_id, t.state, extract(epoch from t.finished_at - t.created_at) * 1000 as ms
      from todo t left join person p on p.id = t.assignee_id
      where t.flow_id = ${flowId} and t.finished_at > ${from} and t.finished_at <= ${until}
        and t.state in ('approved', 'rejected', 'done')
    )
    select grouping(node_id, unit_id) as of, node_id, unit_id, percentile_cont(0.5) within group (order by ms)::float8 as ms,
      mode() within group (order by state) as decision
    from done group by grouping sets ((node_id), (unit_id), ())`
  const decisions: Record<string, "approve" | "reject" | "done"> = {
    approved: "approve",
    rejected: "reject",
    done: "done",
  }
  const habits: Habits = { nodes: {}, units: {}, medianMs: null }
  for (const { of, node_id: nodeId, unit_id: unitId, ms, decision } of rows) {
    if (nodeId !== null) habits.nodes[nodeId] = { medianMs: ms, decision: decisions[decision ?? ""] ?? null }
    else if (unitId !== null) habits.units[unitId] = ms
    // People without a unit come without one, too; only the last set is of all.
    else if (of === ofAll) habits.medianMs = ms
  }
  return habitsSchema.parse(habits)
}
