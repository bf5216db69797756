import * as z from "zod"
import { callSchema } from "@/core/call/call"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { STALE_HOURS } from "./gauge"
import { personOfAgent } from "./person-of-agent"
import { callPop, callPopSchema, legsAtAgents } from "./pop"

export const callersSchema = z.array(callPopSchema.extend({ isAnswered: z.boolean() }))

/**
 * The calls that are at a person's phone right now, the newest first: for a screen that is opened, or comes back, while
 * it rings. What the feed says afterwards goes on from here.
 */
export async function readCallersOf(tenant: TenantRef, personId: string): Promise<z.infer<typeof callersSchema>> {
  const { sql } = withTenant(tenant)
  const rows = await sql<{ detail: unknown; ticketId: string | null; agentId: string }[]>`
    select call.detail, call.ticket_id as "ticketId", agent.agent_id as "agentId"
    from agent_state as agent join call on call.agent_id = agent.agent_id
    where ${personOfAgent(sql)} = ${personId} and call.outcome in ('ringing', 'talking')
      and call.last_event_at > now() - make_interval(hours => ${STALE_HOURS})
    order by call.offered_at desc limit 10`
  return rows.flatMap(({ detail, ticketId, agentId }) => {
    const call = callSchema.parse(detail)
    const leg = legsAtAgents(call).find((each) => each.agentId === agentId)
    return leg ? [{ ...callPop(call, leg, ticketId), isAnswered: leg.answeredAt !== null }] : []
  })
}
