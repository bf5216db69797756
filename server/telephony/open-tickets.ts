import { callSchema } from "@/core/call/call"
import { routingReasonSchema } from "@/core/call/routing"
import { clipText } from "@/core/clip-text"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { wake } from "@/server/feed/wake"
import { log } from "@/server/log"
import { openTicketForCall } from "@/server/ticket/open-for-call"
import * as z from "zod"
import { peopleOfAgents } from "./agent-people"
import { callView } from "./call-view"
import { writeFeed, type FeedRow } from "./feed-rows"
import { callPop, legsAtAgents } from "./pop"
import { textArray } from "./text-array"

const routingSchema = z.object({ ruleId: z.uuid(), flowId: z.uuid(), reason: routingReasonSchema })
const ticketsPerPass = 100

/**
 * Opens the tickets of calls for which a rule has matched, those named or, without names, all that wait (a process may have
 * died between the two transactions). Opening twice opens one: the ticket is keyed by the call. Answers how many there were.
 */
export async function openPendingTickets(tenant: TenantRef, callIds?: readonly string[]): Promise<number> {
  const { sql } = withTenant(tenant)
  const pending = await sql<{ callId: string; routing: unknown; detail: unknown; revision: number }[]>`
    select call_id as "callId", routing, detail, revision from call
    where routing_state = 'pending' ${callIds ? sql`and call_id = any(${textArray(callIds)}::text::text[])` : sql``}
    order by last_event_at limit ${ticketsPerPass}`
  for (const row of pending) await openOne(tenant, row)
  return pending.length
}

type Pending = { callId: string; routing: unknown; detail: unknown; revision: number }

async function openOne(tenant: TenantRef, { callId, routing, detail }: Pending): Promise<void> {
  const call = callSchema.parse(detail)
  const { ruleId, flowId, reason } = routingSchema.parse(routing)
  try {
    const { ticketId } = await openTicketForCall(tenant, {
      callId,
      flowId,
      ruleId,
      ruleName: reason.rule,
      matched: reason.matched,
      caller: clipText(call.ani ?? "", 64),
      dialled: clipText(call.dnis ?? "", 64),
      intent: call.intent === null ? null : clipText(call.intent, 120),
      slots: call.slots,
      ivrPath: call.ivr.path.slice(0, 60).map((step) => clipText(step, 120)),
      customerId: call.customerId === null ? null : clipText(call.customerId, 120),
    })
    await noteTicket(tenant, callId, ticketId)
  } catch (error) {
    // Anything but a refusal may be better in a moment: the call stays pending and the next pass tries again.
    if (!(error instanceof AppError) || error.code === "UNAVAILABLE") {
      log.warn({ error, callId }, "the ticket of a call could not be opened yet")
      return
    }
    const text = [...error.problems.map((problem) => problem.text.en), error.message][0] ?? error.code
    log.warn({ callId, flowId, code: error.code, text }, "the ticket of a call cannot be opened")
    await withTenant(tenant).sql`
      update call set routing_state = 'failed', routing_error = ${clipText(text, 400)} where call_id = ${callId}`
  }
}

/** The call knows its ticket now, and so do the pages and the agents who have the caller in front of them. */
async function noteTicket(tenant: TenantRef, callId: string, ticketId: string): Promise<void> {
  await withTenant(tenant).sql.begin(async (tx) => {
    const [row] = await tx<{ revision: number; detail: unknown }[]>`
      update call set routing_state = 'opened', ticket_id = ${ticketId}, revision = revision + 1
      where call_id = ${callId} and routing_state = 'pending' returning revision, detail`
    if (!row) return
    const call = callSchema.parse(row.detail)
    const legs = legsAtAgents(call)
    const people = await peopleOfAgents(
      tx,
      legs.flatMap((leg) => leg.agentId ?? []),
    )
    const pops = legs.flatMap((leg): FeedRow[] => {
      const person = people.get(leg.agentId ?? "")
      return person ? [{ topic: "pop", personId: person.id, body: callPop(call, leg, ticketId) }] : []
    })
    await writeFeed(tx, [
      { topic: "call.changed", body: callView(call, { ticketId, revision: row.revision }) },
      ...pops,
    ])
  })
  wake(tenant)
}
