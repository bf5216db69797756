import * as z from "zod"
import { callSchema } from "@/core/call/call"
import { routingReasonSchema } from "@/core/call/routing"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { viewOfRow, type CallRow } from "./call-columns"
import { personOfAgent } from "./person-of-agent"
import { callViewSchema } from "./call-view"

export const getCallInput = z.strictObject({ callId: z.string().min(1).max(200) })

export const callDetailSchema = z.object({
  call: callSchema,
  revision: z.int(),
  queueName: z.string().nullable(),
  /** Names of the people at the call's legs, by agent id. */
  agentNames: z.record(z.string(), z.string()),
  routing: z
    .object({
      ruleId: z.string(),
      flowId: z.string(),
      flowName: z.string().nullable(),
      reason: routingReasonSchema,
      state: z.enum(["pending", "opened", "failed"]),
      error: z.string().nullable(),
    })
    .nullable(),
  ticket: z.object({ id: z.uuid(), number: z.int(), title: z.string(), status: z.string() }).nullable(),
  /** Earlier and later calls of the same customer or number, the latest first. */
  otherCalls: z.array(callViewSchema),
  /** What the telephone system said, in the order of the facts. */
  events: z.array(
    z.object({
      id: z.string(),
      type: z.string(),
      source: z.string(),
      time: z.string(),
      receivedAt: z.number(),
      data: z.record(z.string(), z.unknown()),
    }),
  ),
})
export type CallDetail = z.infer<typeof callDetailSchema>

const routingSchema = z.object({ ruleId: z.string(), flowId: z.string(), reason: routingReasonSchema })
const OTHER_CALLS_MAX = 20
const EVENTS_MAX = 500

type Row = {
  detail: unknown
  revision: number
  routing: unknown
  routing_state: "pending" | "opened" | "failed" | null
  routing_error: string | null
  queue_name: string | null
  flow_name: string | null
  ticket: { id: string; number: number; title: string; status: string } | null
}

/** Everything about one call. Throws AppError NOT_FOUND. */
export async function getCall(tenant: TenantRef, { callId }: z.infer<typeof getCallInput>): Promise<CallDetail> {
  const { sql } = withTenant(tenant)
  const [row] = await sql<Row[]>`
    select c.detail, c.revision, c.routing, c.routing_state, c.routing_error, g.name as queue_name, f.name as flow_name,
      case when t.id is not null then
        jsonb_build_object('id', t.id, 'number', t.number, 'title', t.title, 'status', t.status) end as ticket
    from call c
    left join lateral (select name from skill_group where vendor_ids ? c.queue_id order by key limit 1) as g on true
    left join flow f on f.id = (c.routing->>'flowId')::uuid
    left join ticket t on t.id = c.ticket_id
    where c.call_id = ${callId}`
  if (!row) throw new AppError("NOT_FOUND")
  const call = callSchema.parse(row.detail)
  const [events, others, people] = await Promise.all([
    sql<{ body: Record<string, unknown>; receivedAt: Date }[]>`
      select body, received_at as "receivedAt" from cti_event where subject = ${`call/${callId}`}
      order by occurred_at, body->>'sequence' nulls first, received_at limit ${EVENTS_MAX}`,
    callsOf(tenant, { ani: call.ani, customerId: call.customerId, except: callId }),
    sql<{ agentId: string; name: string }[]>`
      select agent.agent_id as "agentId", coalesce(person.name, agent.detail->>'name') as name
      from agent_state as agent left join person on person.id = ${personOfAgent(sql)}
      where agent.agent_id in (select leg->>'agentId' from jsonb_array_elements(${JSON.stringify(call.legs)}::jsonb) as leg)
        and coalesce(person.name, agent.detail->>'name') is not null`,
  ])
  const routing = row.routing === null ? null : routingSchema.parse(row.routing)
  return {
    call,
    revision: row.revision,
    queueName: row.queue_name,
    agentNames: Object.fromEntries(people.map(({ agentId, name }) => [agentId, name])),
    routing: routing && {
      ...routing,
      flowName: row.flow_name,
      state: row.routing_state ?? "pending",
      error: row.routing_error,
    },
    ticket: row.ticket,
    otherCalls: others,
    events: events.map(({ body, receivedAt }) => ({ ...storedEvent.parse(body), receivedAt: receivedAt.getTime() })),
  }
}

const storedEvent = z.object({
  id: z.string(),
  type: z.string(),
  source: z.string(),
  time: z.string(),
  data: z.record(z.string(), z.unknown()),
})

/** The calls of a customer or, without one, of a number. */
async function callsOf(
  tenant: TenantRef,
  { ani, customerId, except }: { ani: string | null; customerId: string | null; except: string },
) {
  if (!ani && !customerId) return []
  const { sql } = withTenant(tenant)
  const rows = await sql<CallRow[]>`
    select call_id, direction, outcome, (detail->>'onHold')::boolean as on_hold, direct, ani, dnis, customer_id, queue_id,
      agent_id, offered_at, queued_at, answered_at, ended_at, wait_ms, talk_ms, ivr->'path' as ivr_path, intent,
      ticket_id, revision
    from call
    where ${customerId ? sql`customer_id = ${customerId}` : sql`ani = ${ani}`} and call_id <> ${except}
    order by offered_at desc limit ${OTHER_CALLS_MAX}`
  return rows.map(viewOfRow)
}
