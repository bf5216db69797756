import * as z from "zod"

/** Vendor ids and our ids alike: short, and nothing that breaks a log line or a subject. */
const id = z
  .string()
  .min(1)
  .max(200)
  // oxlint-disable-next-line no-control-regex -- control characters are what is refused here
  .regex(/^[^\u0000-\u001f\u007f]+$/)
const label = z.string().max(500)
/** Milliseconds, at most 31 days: longer is a clock error. */
const ms = z.number().min(0).max(2_678_400_000)
const count = z.int().min(0).max(1_000_000)

/** A named value the caller or the bot gave (an amount, a card's last digits). Integers beyond 2^53 would be silently wrong. */
const slot = z.union([
  z.string().max(1000),
  z.number().min(Number.MIN_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER),
  z.boolean(),
  z.null(),
])
export const slotsSchema = z.record(z.string().min(1).max(64), slot)
export type Slots = z.infer<typeof slotsSchema>

const vendor = z.looseObject({ event: label.optional(), id: label.optional() })
const common = { vendor: vendor.optional() }

const callShape = {
  ...common,
  interactionId: id.optional(),
  callId: id.optional(),
  segmentId: id.optional(),
  direction: z.enum(["in", "out", "internal"]).optional(),
  ani: z.string().max(100).optional(),
  dnis: z.string().max(100).optional(),
  queueId: id.optional(),
  agentId: id.optional(),
  extension: id.optional(),
  nodeId: id.optional(),
  customerId: id.optional(),
  /** Higher is served first; the vendor's own number. */
  priority: z.number().min(-1000).max(1000).optional(),
}
const call = <Shape extends z.ZodRawShape>(shape: Shape) => z.object({ ...callShape, ...shape })

const agentShape = {
  ...common,
  agentId: id.optional(),
  extension: id.optional(),
  callId: id.optional(),
  reason: label.optional(),
  queues: z.array(id).max(200).optional(),
  name: label.optional(),
}
const agent = z.object(agentShape)

const extension = z.object({ ...common, extension: id.optional(), agentId: id.optional(), reason: label.optional() })
const node = z.object({
  ...common,
  nodeId: id.optional(),
  latencyMs: ms.optional(),
  reason: label.optional(),
  gap: z.object({ from: z.string().max(40), to: z.string().max(40) }).optional(),
})
const control = z.object({
  ...common,
  from: z.union([label, z.number()]).optional(),
  to: z.union([label, z.number()]),
  signals: z.record(z.string(), z.number().nullable()).optional(),
  ruleId: id.optional(),
  by: label.optional(),
})

export const ivrInputSchema = z.object({
  dtmf: z.string().max(64).optional(),
  speech: z.string().max(2000).optional(),
  intent: z.string().min(1).max(200).optional(),
  confidence: z.number().min(0).max(1).optional(),
  slots: slotsSchema.optional(),
})
const ivrShape = { node: id.optional(), input: ivrInputSchema.optional(), durationMs: ms.optional() }

export const ivrExits = ["queue", "self_served", "hangup", "diverted"] as const
export const dequeueCauses = [
  "answered",
  "abandoned",
  "timeout",
  "exit_key",
  "empty",
  "full",
  "withdrawn",
  "transferred",
] as const
export const diversionTargets = ["smart_ivr", "chat", "keypress_ivr", "callback", "queue"] as const
export const deviceStates = ["idle", "inuse", "ringing", "onhold", "unavailable"] as const

/** The data of every event type, one entry per type. Everything a type does not name goes to `vendor.extra`. */
export const eventData = {
  "cti.call.offered": call({ trunk: label.optional() }),
  "cti.call.ivr_entered": call(ivrShape),
  "cti.call.ivr_step": call(ivrShape),
  "cti.call.ivr_exited": call({ ...ivrShape, exit: z.enum(ivrExits).optional() }),
  "cti.call.diverted": call({
    fromQueue: id.optional(),
    to: z.enum(diversionTargets),
    level: z.union([label, z.number()]).optional(),
    ruleId: id.optional(),
  }),
  "cti.call.queued": call({
    position: count.optional(),
    queueLength: count.optional(),
    ewtSec: z.number().min(0).max(1_000_000).optional(),
  }),
  "cti.call.agent_offered": call({ attempt: count.optional() }),
  "cti.call.ringing": call({ ringMs: ms.optional() }),
  "cti.call.ring_no_answer": call({ ringMs: ms.optional() }),
  "cti.call.agent_rejected": call({ ringMs: ms.optional() }),
  "cti.call.dequeued": call({ waitMs: ms.optional(), cause: z.enum(dequeueCauses).optional() }),
  "cti.call.answered": call({ waitMs: ms.optional(), ringMs: ms.optional() }),
  "cti.call.held": call({ by: label.optional() }),
  "cti.call.retrieved": call({ by: label.optional() }),
  "cti.call.transferred": call({
    kind: z.enum(["blind", "attended", "single_step"]).optional(),
    fromAgent: id.optional(),
    to: label.optional(),
    newSegmentId: id.optional(),
  }),
  "cti.call.conferenced": call({ parties: z.array(label).max(50).optional() }),
  "cti.call.abandoned": call({
    where: z.enum(["ivr", "queue", "ringing"]),
    waitMs: ms.optional(),
    short: z.boolean().optional(),
  }),
  "cti.call.ended": call({
    by: z.enum(["customer", "agent", "system", "transfer"]).optional(),
    talkMs: ms.optional(),
    holdMs: ms.optional(),
    hangupCause: label.optional(),
    /** A virtual call the vendor says to ignore: counted as a record, in no other figure. */
    phantom: z.boolean().optional(),
    /** Closed by us because the vendor no longer knows the call after a gap, not because it was seen to end. */
    inferred: z.boolean().optional(),
  }),
  "cti.call.recording_started": call({ recordingId: id.optional(), uri: z.string().max(2000).optional() }),
  "cti.call.recording_stopped": call({ recordingId: id.optional(), uri: z.string().max(2000).optional() }),
  "cti.agent.logged_in": agent,
  "cti.agent.logged_out": agent,
  "cti.agent.ready": agent,
  "cti.agent.not_ready": agent,
  "cti.agent.reserved": agent,
  "cti.agent.busy": agent,
  "cti.agent.acw_started": agent,
  "cti.agent.acw_ended": agent,
  "cti.ext.registered": extension,
  "cti.ext.unregistered": extension,
  "cti.ext.state": extension.extend({ devState: z.enum(deviceStates) }),
  "cti.queue.snapshot": z.object({
    ...common,
    queueId: id.optional(),
    waiting: count.optional(),
    oldestWaitMs: ms.optional(),
    agents: z.object({ ready: count, busy: count, acw: count, notReady: count }).partial().optional(),
  }),
  "cti.node.heartbeat": node,
  "cti.node.up": node,
  "cti.node.down": node,
  "cti.node.resynced": node,
  "cti.flow.level_changed": control,
  "cti.degrade.level_changed": control,
  "cti.breaker.state_changed": control,
  "cti.route.weights_changed": control,
} as const

export type EventType = keyof typeof eventData
export const eventTypes = Object.keys(eventData) as [EventType, ...EventType[]]
export type EventData<Type extends EventType> = z.infer<(typeof eventData)[Type]>

/**
 * Order of facts that carry the same time and sequence. An Asterisk "leave" and "connect", or the events one vendor line
 * becomes, are told apart by nothing else.
 */
export const eventRank: Record<EventType, number> = {
  "cti.call.offered": 0,
  "cti.agent.logged_in": 2,
  "cti.agent.ready": 4,
  "cti.agent.not_ready": 6,
  "cti.call.ivr_entered": 10,
  "cti.call.ivr_step": 12,
  "cti.call.ivr_exited": 14,
  "cti.call.diverted": 16,
  "cti.call.queued": 20,
  "cti.call.agent_offered": 30,
  "cti.agent.reserved": 31,
  "cti.call.ringing": 40,
  "cti.call.ring_no_answer": 44,
  "cti.call.agent_rejected": 45,
  "cti.call.dequeued": 50,
  "cti.call.answered": 60,
  "cti.agent.busy": 61,
  "cti.call.recording_started": 65,
  "cti.call.held": 70,
  "cti.call.retrieved": 80,
  "cti.call.transferred": 90,
  "cti.call.conferenced": 92,
  "cti.call.recording_stopped": 95,
  "cti.call.abandoned": 108,
  "cti.call.ended": 110,
  // After the end of the call, so that wrap-up that starts in the same instant is not undone by it.
  "cti.agent.acw_started": 112,
  "cti.agent.acw_ended": 114,
  "cti.agent.logged_out": 120,
  "cti.ext.registered": 10,
  "cti.ext.state": 20,
  "cti.ext.unregistered": 30,
  "cti.queue.snapshot": 10,
  "cti.node.heartbeat": 10,
  "cti.node.up": 20,
  "cti.node.resynced": 30,
  "cti.node.down": 40,
  "cti.flow.level_changed": 10,
  "cti.degrade.level_changed": 10,
  "cti.breaker.state_changed": 10,
  "cti.route.weights_changed": 10,
}

/** Types that only this platform may write: a connector that sends one is refused, or a vendor could move traffic levels. */
export const platformTypes: ReadonlySet<EventType> = new Set([
  "cti.flow.level_changed",
  "cti.degrade.level_changed",
  "cti.breaker.state_changed",
  "cti.route.weights_changed",
])
