import * as z from "zod"
import { agentStateSchema } from "@/core/call/agent-state"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { agentView, agentViewSchema } from "./agent-view"
import { viewOfRow, type CallRow } from "./call-columns"
import { callViewSchema } from "./call-view"
import { gaugeSchema, readGauge, STALE_HOURS } from "./gauge"
import { listConnectors } from "./list-connectors"
import { personOfAgent } from "./person-of-agent"
import { readToday, todaySchema } from "./today"

const CALLS_MAX = 300

export const liveSnapshotSchema = z.object({
  asOf: z.number(),
  gauge: gaugeSchema,
  today: todaySchema,
  /** Calls going on, those who wait longest first. */
  calls: z.array(callViewSchema),
  agents: z.array(agentViewSchema),
  connectors: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      kind: z.string(),
      enabled: z.boolean(),
      state: z.enum(["new", "up", "down"]),
      reason: z.string().nullable(),
      gap: z.object({ from: z.string(), to: z.string() }).nullable(),
      lagMs: z.number().nullable(),
      lastReceivedAt: z.number().nullable(),
    }),
  ),
})
export type LiveSnapshot = z.infer<typeof liveSnapshotSchema>

/** The wallboard as it is now; the feed keeps it up to date from here. Join the feed first, then ask for this. */
export async function liveSnapshot(
  tenant: TenantRef & { timeZone: string },
  nowMs = Date.now(),
): Promise<LiveSnapshot> {
  const { sql } = withTenant(tenant)
  const [gauge, today, calls, agents, { connectors }] = await Promise.all([
    readGauge(sql, nowMs),
    readToday(tenant, undefined, nowMs),
    sql<CallRow[]>`
      select call_id, direction, outcome, (detail->>'onHold')::boolean as on_hold, direct, ani, dnis, customer_id,
        queue_id, agent_id, offered_at, queued_at, answered_at, ended_at, wait_ms, talk_ms, ivr->'path' as ivr_path,
        intent, ticket_id, revision
      from call
      where outcome in ('in_ivr', 'waiting', 'ringing', 'talking')
        and last_event_at > now() - make_interval(hours => ${STALE_HOURS})
      order by array_position(array['waiting', 'ringing', 'in_ivr', 'talking'], outcome), coalesce(queued_at, offered_at)
      limit ${CALLS_MAX}`,
    listAgents(tenant),
    listConnectors(tenant),
  ])
  return {
    asOf: nowMs,
    gauge,
    today,
    calls: calls.map(viewOfRow),
    agents,
    connectors: connectors.map(({ id, name, kind, enabled, state, reason, gap, lagMs, lastReceivedAt }) => ({
      id,
      name,
      kind,
      enabled,
      state,
      reason,
      gap,
      lagMs,
      lastReceivedAt,
    })),
  }
}

/** Agents the telephone system has spoken of, those at work first. */
export async function listAgents(tenant: TenantRef): Promise<z.infer<typeof agentViewSchema>[]> {
  const { sql } = withTenant(tenant)
  const rows = await sql<{ detail: unknown; personId: string | null; personName: string | null }[]>`
    select agent.detail, person.id as "personId", person.name as "personName"
    from agent_state as agent
    left join person on person.active and person.id = ${personOfAgent(sql)}
    where agent.detail is not null
    order by (agent.presence is not distinct from 'logged_out'), coalesce(person.name, agent.agent_id) limit 2000`
  return rows.map(({ detail, personId, personName }) =>
    agentView(agentStateSchema.parse(detail), personId === null ? null : { id: personId, name: personName ?? "" }),
  )
}
