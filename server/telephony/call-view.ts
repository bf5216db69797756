import * as z from "zod"
import { callOutcomeSchema, type Call } from "@/core/call/call"
import { eventMs } from "@/core/call/event-time"

const instant = z.number()

/** A call in a list, on the wallboard and in the feed. Instants in milliseconds since 1970. */
export const callViewSchema = z.object({
  callId: z.string(),
  direction: z.enum(["in", "out", "internal"]),
  outcome: callOutcomeSchema,
  onHold: z.boolean(),
  direct: z.boolean(),
  ani: z.string().nullable(),
  dnis: z.string().nullable(),
  customerId: z.string().nullable(),
  queueId: z.string().nullable(),
  agentId: z.string().nullable(),
  offeredAt: instant,
  queuedAt: instant.nullable(),
  answeredAt: instant.nullable(),
  endedAt: instant.nullable(),
  waitMs: z.number().nullable(),
  talkMs: z.number().nullable(),
  ivrPath: z.array(z.string()),
  intent: z.string().nullable(),
  ticketId: z.uuid().nullable(),
  revision: z.int(),
})
export type CallView = z.infer<typeof callViewSchema>

const msOrNull = (time: string | null) => (time === null ? null : eventMs(time))

export function callView(call: Call, { ticketId, revision }: Pick<CallView, "ticketId" | "revision">): CallView {
  const { callId, direction, outcome, onHold, direct, ani, dnis, customerId, agentId, intent } = call
  // While the caller waits again after a transfer, the last queue is the one that counts; afterwards the answering one.
  const queueId = call.outcome === "waiting" ? (call.passages.at(-1)?.queueId ?? call.queueId) : call.queueId
  return {
    callId,
    direction,
    outcome,
    onHold,
    direct,
    ani,
    dnis,
    customerId,
    queueId,
    agentId,
    offeredAt: eventMs(call.offeredAt),
    queuedAt: msOrNull(call.queuedAt),
    answeredAt: msOrNull(call.answeredAt),
    endedAt: msOrNull(call.endedAt),
    waitMs: call.waitMs,
    talkMs: call.talkMs,
    ivrPath: call.ivr.path,
    intent,
    ticketId,
    revision,
  }
}
