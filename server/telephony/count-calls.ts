import type { CallOutcome } from "@/core/call/outcome"
import { countCalls, type MetricCounts, type MetricLimits } from "@/core/call/metrics"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import type { Range } from "./day-range"
import { textArray } from "./text-array"

type Group = {
  outcome: CallOutcome
  direct: boolean
  queued: boolean
  count: string
  waitMs: string | null
  talkMs: string | null
  holdMs: string
}

/**
 * The sums over all calls that arrived in the range, of all queues or of these. The database only puts equal calls
 * together; what counts as what is decided by core/call/metrics.
 */
export async function countCallsIn(
  tenant: TenantRef,
  { from, to }: Range,
  limits: MetricLimits,
  queueIds?: readonly string[],
): Promise<MetricCounts> {
  const { sql } = withTenant(tenant)
  const groups = await sql<Group[]>`
    select outcome, direct, queued_at is not null as queued, count(*), sum(wait_ms) as "waitMs",
      sum(talk_ms) as "talkMs", sum(hold_ms) as "holdMs"
    from call
    where direction = 'in' and offered_at >= ${from} and offered_at < ${to}
      ${queueIds ? sql`and queue_id = any(${textArray(queueIds)}::text::text[])` : sql``}
    group by outcome, direct, queued_at is not null, coalesce(wait_ms, 0) <= ${limits.serviceLevelSec * 1000},
      coalesce(wait_ms, 0) < ${limits.shortAbandonSec * 1000}, hold_ms > 0`
  return countCalls(
    groups.map((group) => ({
      ...group,
      direction: "in",
      count: Number(group.count),
      waitMs: Number(group.waitMs ?? 0),
      talkMs: Number(group.talkMs ?? 0),
      holdMs: Number(group.holdMs),
    })),
    limits,
  )
}
