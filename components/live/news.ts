import type { FeedEvent, FeedTopic } from "@/components/feed/feed-event"
import { isBool, isNumber, isText, listOf, objectOf, oneOf, orNull, type Check } from "@/components/shape"
import { callOutcomes, openOutcomes } from "@/core/call/outcome"
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

const text = orNull(isText)
const instant = orNull(isNumber)

const isCall: Check<LiveCall> = objectOf({
  callId: isText,
  direction: oneOf(["in", "out", "internal"]),
  outcome: oneOf(callOutcomes),
  onHold: isBool,
  direct: isBool,
  ani: text,
  dnis: text,
  customerId: text,
  queueId: text,
  agentId: text,
  offeredAt: isNumber,
  queuedAt: instant,
  answeredAt: instant,
  endedAt: instant,
  waitMs: instant,
  talkMs: instant,
  ivrPath: listOf(isText),
  intent: text,
  ticketId: text,
  revision: isNumber,
})

const isAgent: Check<LiveAgent> = objectOf({
  agentId: isText,
  name: text,
  personId: text,
  extension: text,
  presence: orNull(oneOf(["logged_out", "ready", "not_ready"])),
  reason: text,
  presenceSince: instant,
  work: orNull(oneOf(["idle", "reserved", "ringing", "talking", "hold", "acw", "outbound"])),
  workSince: instant,
  callId: text,
  queues: listOf(isText),
})

const isGauge = objectOf({
  asOf: isNumber,
  totals: objectOf({
    inIvr: isNumber,
    waiting: isNumber,
    ringing: isNumber,
    talking: isNumber,
    oldestQueuedAt: instant,
  }),
  queues: listOf(
    objectOf({
      queueId: isText,
      skillGroupId: text,
      name: isText,
      waiting: isNumber,
      ringing: isNumber,
      talking: isNumber,
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
    const call: unknown = body
    return isCall(call) ? { is: "call", call } : { is: "reread" }
  }
  if (topic === "agent.changed") return isAgent(body) ? { is: "agent", agent: body } : { is: "reread" }
  if (topic === "queue.gauge") return isGauge(body) ? { is: "gauge", gauge: body } : { is: "reread" }
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
