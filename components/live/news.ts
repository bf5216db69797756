import * as z from "zod"
import type { FeedEvent, FeedTopic } from "@/components/feed/feed-event"
import type { Gauge, LiveAgent, LiveCall, Snapshot } from "./snapshot"

/** The topics that move the live page. */
export const liveTopics = [
  "call.started",
  "call.changed",
  "call.ended",
  "agent.changed",
  "queue.gauge",
  "connector.changed",
] as const satisfies readonly FeedTopic[]

const text = z.string().nullable()
const instant = z.number().nullable()
// Written out: the list in core/call brings the whole of its schemas into the page.
const openOutcomes = ["in_ivr", "waiting", "ringing", "talking"] as const satisfies LiveCall["outcome"][]
const closedOutcomes = [
  "answered",
  "abandoned_queue",
  "abandoned_ivr",
  "self_served",
  "diverted",
  "unserved",
  "not_reached",
  "lost",
  "phantom",
] as const satisfies LiveCall["outcome"][]

const callSchema: z.ZodType<LiveCall> = z.object({
  callId: z.string(),
  direction: z.enum(["in", "out", "internal"]),
  outcome: z.enum([...openOutcomes, ...closedOutcomes]),
  onHold: z.boolean(),
  direct: z.boolean(),
  ani: text,
  dnis: text,
  customerId: text,
  queueId: text,
  agentId: text,
  offeredAt: z.number(),
  queuedAt: instant,
  answeredAt: instant,
  endedAt: instant,
  waitMs: instant,
  talkMs: instant,
  ivrPath: z.array(z.string()),
  intent: text,
  ticketId: text,
  revision: z.number(),
})

const agentSchema: z.ZodType<LiveAgent> = z.object({
  agentId: z.string(),
  name: text,
  personId: text,
  extension: text,
  presence: z.enum(["logged_out", "ready", "not_ready"]).nullable(),
  reason: text,
  presenceSince: instant,
  work: z.enum(["idle", "reserved", "ringing", "talking", "hold", "acw", "outbound"]).nullable(),
  workSince: instant,
  callId: text,
  queues: z.array(z.string()),
})

const gaugeSchema = z.object({
  asOf: z.number(),
  totals: z.object({
    inIvr: z.number(),
    waiting: z.number(),
    ringing: z.number(),
    talking: z.number(),
    oldestQueuedAt: instant,
  }),
  queues: z.array(
    z.object({
      queueId: z.string(),
      skillGroupId: text,
      name: z.string(),
      waiting: z.number(),
      ringing: z.number(),
      talking: z.number(),
      oldestQueuedAt: instant,
    }),
  ),
})

/** What the live page makes of a feed event. `reread`: it says that something changed, but not all of it. */
export type News =
  | { is: "call"; call: LiveCall }
  | { is: "agent"; agent: LiveAgent }
  | { is: "gauge"; gauge: Pick<Gauge, "asOf" | "totals" | "queues"> }
  | { is: "reread" }

/** Reads a feed event; one that does not fit this page (an older or newer server) asks for a fresh reading instead. */
export function newsOf({ topic, body }: FeedEvent): News {
  if (topic === "call.started" || topic === "call.changed" || topic === "call.ended") {
    const call = callSchema.safeParse(body).data
    return call ? { is: "call", call } : { is: "reread" }
  }
  if (topic === "agent.changed") {
    const agent = agentSchema.safeParse(body).data
    return agent ? { is: "agent", agent } : { is: "reread" }
  }
  if (topic === "queue.gauge") {
    const gauge = gaugeSchema.safeParse(body).data
    return gauge ? { is: "gauge", gauge } : { is: "reread" }
  }
  return { is: "reread" }
}

/** Whether a call still goes on. */
export const isGoingOn = ({ outcome }: Pick<LiveCall, "outcome">): boolean =>
  (openOutcomes as readonly string[]).includes(outcome)

/**
 * The snapshot after these news, in their order, which is that of the commits: what was read a moment too early or too
 * late is set right by the news that follow. A call's revision keeps old news of it out. Returns the same object when
 * nothing changed. Pure.
 */
export function applyNews(snapshot: Snapshot, news: readonly News[]): Snapshot {
  const calls = new Map(snapshot.calls.map((call) => [call.callId, call]))
  const agents = new Map(snapshot.agents.map((agent) => [agent.agentId, agent]))
  let { gauge } = snapshot
  let isChanged = false
  for (const one of news) {
    if (one.is === "call") {
      const { call } = one
      const known = calls.get(call.callId)
      if (known ? call.revision <= known.revision : !isGoingOn(call)) continue
      isChanged = true
      if (isGoingOn(call)) calls.set(call.callId, call)
      else calls.delete(call.callId)
    } else if (one.is === "agent") {
      isChanged = true
      agents.set(one.agent.agentId, one.agent)
    } else if (one.is === "gauge" && one.gauge.asOf >= gauge.asOf) {
      isChanged = true
      gauge = { ...gauge, ...one.gauge }
    }
  }
  return isChanged ? { ...snapshot, gauge, calls: [...calls.values()], agents: [...agents.values()] } : snapshot
}
