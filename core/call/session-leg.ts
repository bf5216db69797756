import type { AgentLeg } from "./call"
import { elapsedMs, eventMs } from "./event-time"

type LegKey = { segmentId?: string | undefined; agentId?: string | undefined }
type LegFacts = LegKey & { extension?: string | undefined; queueId?: string | undefined }

/**
 * The leg an event speaks of: by segment id where the vendor gives one, else the last leg of that agent, else, when
 * neither is named, the one leg that is talking. Undefined when there is none.
 */
export function agentLegFor(legs: readonly AgentLeg[], key: LegKey): AgentLeg | undefined {
  if (key.segmentId !== undefined) {
    const named = legs.findLast((leg) => leg.segmentId === key.segmentId)
    if (named) return named
  }
  if (key.agentId !== undefined) return legs.findLast((leg) => leg.agentId === key.agentId && leg.endedAt === null)
  return key.segmentId === undefined ? legs.findLast((leg) => leg.state === "talking") : undefined
}

/** The leg an event speaks of, or a new one: an agent may be offered the same call several times, each is a leg. */
export function joinLeg(legs: AgentLeg[], facts: LegFacts): AgentLeg {
  const named = facts.segmentId === undefined ? undefined : legs.findLast((leg) => leg.segmentId === facts.segmentId)
  const open = legs.findLast(
    (leg) =>
      leg.endedAt === null &&
      leg.agentId === (facts.agentId ?? null) &&
      (leg.segmentId === null || facts.segmentId === undefined),
  )
  const leg = named ?? open ?? newLeg()
  if (leg !== named && leg !== open) legs.push(leg)
  leg.segmentId ??= facts.segmentId ?? null
  leg.agentId ??= facts.agentId ?? null
  leg.extension ??= facts.extension ?? null
  leg.queueId ??= facts.queueId ?? null
  return leg
}

function newLeg(): AgentLeg {
  return {
    segmentId: null,
    agentId: null,
    extension: null,
    queueId: null,
    state: "offered",
    offeredAt: null,
    ringingAt: null,
    answeredAt: null,
    endedAt: null,
    endedBy: null,
    ringMs: null,
    holdMs: 0,
    talkMs: null,
  }
}

type LegEnd = {
  by?: AgentLeg["endedBy"] | undefined
  ringMs?: number | undefined
  talkMs?: number | undefined
  holdMs?: number | undefined
}

/** Ends a leg. A second report of the same end (the queue's and the channel's) only adds what the first did not know. */
export function endLeg(leg: AgentLeg, time: string, state: "ended" | "no_answer" | "rejected", end: LegEnd = {}): void {
  if (leg.endedAt === null) {
    leg.endedAt = time
    leg.state = leg.answeredAt === null && state === "ended" ? "missed" : state
  }
  leg.endedBy ??= end.by ?? null
  const rangSince = leg.ringingAt ?? leg.offeredAt
  if (leg.answeredAt === null) leg.ringMs ??= end.ringMs ?? (rangSince === null ? null : elapsedMs(rangSince, time))
  leg.talkMs ??= end.talkMs ?? null
  leg.holdMs = end.holdMs ?? leg.holdMs
}

export function closeLegs(
  legs: readonly AgentLeg[],
  time: string,
  which: (leg: AgentLeg) => boolean,
  by: AgentLeg["endedBy"] = null,
): void {
  for (const leg of legs) if (which(leg)) endLeg(leg, time, "ended", { by })
}

/** One stretch on hold; `to` is null while it lasts. `leg` is null when the vendor did not say whose. */
export type Hold = { leg: AgentLeg | null; from: string; to: string | null }

/** Milliseconds covered by at least one of the closed holds: two reports of one hold count once. */
export function heldMs(holds: readonly Hold[]): number {
  const spans = holds
    .flatMap((hold) => (hold.to === null ? [] : [{ from: hold.from, to: hold.to }]))
    .sort((a, b) => eventMs(a.from) - eventMs(b.from))
  let total = 0
  let covered = ""
  for (const span of spans) {
    const from = span.from > covered ? span.from : covered
    if (span.to > from) total += elapsedMs(from, span.to)
    covered = span.to > covered ? span.to : covered
  }
  return total
}
