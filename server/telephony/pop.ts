import * as z from "zod"
import type { AgentLeg, Call } from "@/core/call/call"
import { slotsSchema } from "@/core/call/event-data"
import { eventMs } from "@/core/call/event-time"

/** What opens on an agent's screen when a call reaches them. Sent again, for the same call, when its ticket is there. */
export const callPopSchema = z.object({
  callId: z.string(),
  agentId: z.string(),
  at: z.number(),
  ani: z.string().nullable(),
  dnis: z.string().nullable(),
  customerId: z.string().nullable(),
  queueId: z.string().nullable(),
  ivrPath: z.array(z.string()),
  intent: z.string().nullable(),
  slots: slotsSchema,
  ticketId: z.uuid().nullable(),
})
export type CallPop = z.infer<typeof callPopSchema>

/** A screen that pops for a call that rang minutes ago would only be in the way. */
const POP_AGE_MAX_MS = 120_000

const isAtAgent = (leg: AgentLeg) => leg.agentId !== null && leg.endedAt === null

/** The agents this call reached since it looked like `before`; a leg that has been seen at its agent pops no more. */
export function legsToPop(call: Call, before: Call | undefined, nowMs: number): AgentLeg[] {
  const seen = new Set((before?.legs ?? []).filter(isAtAgent).map(legKey))
  return call.legs.filter((leg) => {
    const at = leg.answeredAt ?? leg.ringingAt ?? leg.offeredAt
    return isAtAgent(leg) && !seen.has(legKey(leg)) && at !== null && nowMs - eventMs(at) < POP_AGE_MAX_MS
  })
}

const legKey = (leg: AgentLeg) => `${leg.agentId} ${leg.segmentId ?? leg.offeredAt ?? leg.ringingAt ?? leg.answeredAt}`

export function callPop(call: Call, leg: AgentLeg, ticketId: string | null): CallPop {
  const { callId, ani, dnis, customerId, queueId, intent, slots } = call
  const at = eventMs(leg.ringingAt ?? leg.offeredAt ?? leg.answeredAt ?? call.offeredAt)
  const agentId = leg.agentId ?? ""
  return { callId, agentId, at, ani, dnis, customerId, queueId, ivrPath: call.ivr.path, intent, slots, ticketId }
}

/** The legs at which a call is right now. */
export function legsAtAgents(call: Call): AgentLeg[] {
  return call.legs.filter(isAtAgent)
}
