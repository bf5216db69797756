import { invariant } from "../problem"
import type { AgentLeg, Call, QueuePassage } from "./call"
import { orderKey, type CallEvent } from "./event"
import { elapsedMs } from "./event-time"
import { newDraft, type Draft } from "./session-draft"
import { closeLegs, heldMs, type Hold } from "./session-leg"
import { outcomeOf } from "./session-outcome"
import { applyFact } from "./session-rules"

/**
 * # From events to a call
 *
 * A call is a fold over the *set* of its events. Duplicates (same source and id) count once and the fold runs in the
 * order of `orderKey` (time, sequence, rank of the type, source, id), never in the order of arrival. So any order and any
 * repetition of the same events give the same call, a late event restates it, and nothing about the past is kept that is
 * not in the events. Vendors do not order their events and deliver some twice; this is the one place that has to know.
 *
 * An end is *hard* when the whole call ended, *soft* when only a segment did or the caller gave up: a soft end closes the
 * call unless something later shows it alive (FreeSWITCH lets an abandoned caller resume, a transfer outlives the agent).
 */
export function reduceCall(events: readonly CallEvent[]): Call {
  const sorted = uniqueInOrder(events)
  const first = sorted[0]
  const last = sorted.at(-1)
  invariant(first && last, "a call has at least one event")
  const draft = newDraft(first)
  sorted.forEach((event, index) => applyFact(draft, event, index))
  return finish(draft, sorted.length, last.time)
}

function uniqueInOrder(events: readonly CallEvent[]): CallEvent[] {
  const byKey = new Map<string, { key: string; event: CallEvent }>()
  for (const event of events) {
    const identity = `${event.source} ${event.id}`
    const known = byKey.get(identity)
    const key = orderKey(event)
    // The same id with another body is a sender's fault; which one counts must still not depend on the order of arrival.
    if (!known || precedes(key, event, known)) byKey.set(identity, { key, event })
  }
  const sorted = [...byKey.values()].sort((a, b) => (a.key < b.key ? -1 : 1))
  return sorted.map((entry) => entry.event)
}

function precedes(key: string, event: CallEvent, known: { key: string; event: CallEvent }): boolean {
  if (event === known.event) return false
  if (key !== known.key) return key < known.key
  return JSON.stringify(event) < JSON.stringify(known.event)
}

function finish(draft: Draft, eventCount: number, lastEventAt: string): Call {
  const { call } = draft
  const softEnd = draft.softEnd && draft.softEnd.index > draft.lifeIndex && !talking(call.legs) ? draft.softEnd : null
  const isInferred = draft.hardEnd === null && !softEnd && draft.inferredEnd !== null
  const end = draft.hardEnd ?? softEnd?.time ?? draft.inferredEnd
  call.endedAt = end !== null && call.answeredAt !== null && call.answeredAt > end ? call.answeredAt : end
  if (call.endedAt === null) call.abandonedAt = null
  else {
    const endedAt = call.endedAt
    closeLegs(call.legs, endedAt, (leg) => leg.endedAt === null, call.endedBy)
    for (const hold of draft.holds) hold.to ??= hold.leg?.endedAt ?? endedAt
  }
  call.queuedAt = call.passages[0]?.queuedAt ?? null
  call.holdMs = draft.holdMs ?? heldMs(draft.holds)
  for (const leg of call.legs) settleLeg(leg, draft.holds)
  call.waitMs = waitMsOf(draft)
  call.talkMs = draft.talkMs ?? (call.endedAt === null ? null : sumTalk(call.legs))
  const answeredBy = call.legs.findLast((leg) => leg.answeredAt !== null) ?? call.legs.at(-1)
  call.agentId = answeredBy?.agentId ?? null
  call.extension = answeredBy?.extension ?? null
  call.queueId = queueOf(call.passages) ?? call.queueId
  call.onHold = call.endedAt === null && draft.holds.some((hold) => hold.to === null)
  if (isInferred) call.endedBy ??= "system"
  call.outcome = outcomeOf(draft, isInferred)
  call.eventCount = eventCount
  call.lastEventAt = lastEventAt
  return call
}

function talking(legs: readonly AgentLeg[]): boolean {
  return legs.some((leg) => leg.state === "talking")
}

function settleLeg(leg: AgentLeg, holds: readonly Hold[]): void {
  if (leg.holdMs === 0) leg.holdMs = heldMs(holds.filter((hold) => hold.leg === leg))
  if (leg.answeredAt !== null && leg.endedAt !== null)
    leg.talkMs ??= Math.max(0, elapsedMs(leg.answeredAt, leg.endedAt) - leg.holdMs)
}

function sumTalk(legs: readonly AgentLeg[]): number | null {
  const talks = legs.flatMap((leg) => (leg.talkMs === null ? [] : [leg.talkMs]))
  return talks.length === 0 ? null : talks.reduce((sum, talk) => sum + talk, 0)
}

/** The caller's wait for a person: all stays in queues up to the first answer, or up to giving up. */
function waitMsOf({ call, waitMs }: Draft): number | null {
  const until = call.answeredAt ?? call.endedAt
  const before = call.passages.filter((passage) => call.answeredAt === null || passage.queuedAt <= call.answeredAt)
  if (before.length === 0) return waitMs ?? (call.answeredAt === null ? null : 0)
  if (until === null && before.some((passage) => passage.leftAt === null)) return null
  return before.reduce((sum, passage) => sum + passageWaitMs(passage, until), 0)
}

function passageWaitMs(passage: QueuePassage, until: string | null): number {
  return passage.waitMs ?? elapsedMs(passage.queuedAt, passage.leftAt ?? until ?? passage.queuedAt)
}

function queueOf(passages: readonly QueuePassage[]): string | null {
  return (passages.find((passage) => passage.cause === "answered") ?? passages.at(-1))?.queueId ?? null
}
