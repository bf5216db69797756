import * as z from "zod"
import { dequeueCauses, diversionTargets, ivrExits, ivrInputSchema, slotsSchema } from "./event-data"
import { callOutcomes } from "./outcome"

export const callOutcomeSchema = z.enum(callOutcomes)

const time = z.string()
const waited = z.number().nullable()

export const ivrStepSchema = z.object({
  at: time,
  node: z.string().nullable(),
  input: ivrInputSchema.nullable(),
  durationMs: waited,
})

/** One stay in one queue. `cause` is null while the caller waits, and after a "leave" that nothing has explained yet. */
export const queuePassageSchema = z.object({
  segmentId: z.string().nullable(),
  queueId: z.string().nullable(),
  queuedAt: time,
  leftAt: time.nullable(),
  cause: z.enum(dequeueCauses).nullable(),
  waitMs: waited,
  position: z.number().nullable(),
  queueLength: z.number().nullable(),
  ewtSec: z.number().nullable(),
})
export type QueuePassage = z.infer<typeof queuePassageSchema>

/** One agent's part of the call. `missed` = it rang and another agent or the end of the call was faster. */
export const agentLegSchema = z.object({
  segmentId: z.string().nullable(),
  agentId: z.string().nullable(),
  extension: z.string().nullable(),
  queueId: z.string().nullable(),
  state: z.enum(["offered", "ringing", "talking", "ended", "no_answer", "rejected", "missed"]),
  offeredAt: time.nullable(),
  ringingAt: time.nullable(),
  answeredAt: time.nullable(),
  endedAt: time.nullable(),
  endedBy: z.enum(["customer", "agent", "system", "transfer"]).nullable(),
  ringMs: waited,
  holdMs: z.number(),
  talkMs: waited,
})
export type AgentLeg = z.infer<typeof agentLegSchema>

export const transferSchema = z.object({
  at: time,
  kind: z.enum(["blind", "attended", "single_step"]).nullable(),
  fromAgent: z.string().nullable(),
  to: z.string().nullable(),
})

/** A call as its events tell it: `reduceCall` is the only maker. Instants are event times, durations milliseconds. */
export const callSchema = z.object({
  callId: z.string(),
  interactionId: z.string(),
  source: z.string(),
  nodeId: z.string().nullable(),
  direction: z.enum(["in", "out", "internal"]),
  ani: z.string().nullable(),
  dnis: z.string().nullable(),
  trunk: z.string().nullable(),
  customerId: z.string().nullable(),
  priority: z.number().nullable(),
  offeredAt: time,
  queuedAt: time.nullable(),
  answeredAt: time.nullable(),
  abandonedAt: time.nullable(),
  endedAt: time.nullable(),
  outcome: callOutcomeSchema,
  /** An agent took it without the caller ever having been queued. */
  direct: z.boolean(),
  /** It left the machine towards people: routing rules look at such calls. */
  toPeople: z.boolean(),
  onHold: z.boolean(),
  ivr: z.object({
    enteredAt: time.nullable(),
    exitedAt: time.nullable(),
    exit: z.enum(ivrExits).nullable(),
    /** Nodes and pressed keys in order: `["main-menu", "2", "fees"]`. */
    path: z.array(z.string()),
    steps: z.array(ivrStepSchema),
  }),
  intent: z.string().nullable(),
  slots: slotsSchema,
  queueId: z.string().nullable(),
  agentId: z.string().nullable(),
  extension: z.string().nullable(),
  passages: z.array(queuePassageSchema),
  legs: z.array(agentLegSchema),
  transfers: z.array(transferSchema),
  diversions: z.array(
    z.object({
      at: time,
      to: z.enum(diversionTargets),
      fromQueue: z.string().nullable(),
      ruleId: z.string().nullable(),
    }),
  ),
  recordings: z.array(z.object({ at: time, recordingId: z.string().nullable(), uri: z.string().nullable() })),
  /** Null while it is not known: the caller still waits, or never came to a queue or an agent. */
  waitMs: waited,
  ringMs: waited,
  talkMs: waited,
  holdMs: z.number(),
  endedBy: z.enum(["customer", "agent", "system", "transfer"]).nullable(),
  hangupCause: z.string().nullable(),
  eventCount: z.number(),
  lastEventAt: time,
})
export type Call = z.infer<typeof callSchema>
