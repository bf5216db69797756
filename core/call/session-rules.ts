import type { AgentLeg, Call } from "./call"
import type { CallEvent } from "./event"
import { elapsedMs } from "./event-time"
import type { Draft } from "./session-draft"
import { agentLegFor, closeLegs, endLeg, joinLeg } from "./session-leg"
import { enterQueue, explainPassage, leaveQueue } from "./session-queue"

/** Puts one fact into the draft. `index` is its place among the sorted events of the call. */
export function applyFact(draft: Draft, event: CallEvent, index: number): void {
  applyCommon(draft.call, event)
  // The entry is chosen by the event's own type; TypeScript cannot follow that correlation.
  const rule = rules[event.type] as Rule<CallEvent["type"]>
  if (rule(draft, event as never, index)) draft.lifeIndex = index
}

function applyCommon(call: Call, { data, source }: CallEvent): void {
  if (call.interactionId === call.callId && data.interactionId) call.interactionId = data.interactionId
  call.source = call.source < source ? call.source : source
  call.nodeId ??= data.nodeId ?? null
  call.ani ||= data.ani ?? null
  call.dnis ||= data.dnis ?? null
  // What is learned later about the caller is better than what was guessed first.
  call.customerId = data.customerId ?? call.customerId
  call.priority = data.priority ?? call.priority
  call.queueId = data.queueId ?? call.queueId
  if (data.direction && call.direction === "in") call.direction = data.direction
}

type Rule<Type extends CallEvent["type"]> = (
  draft: Draft,
  event: Extract<CallEvent, { type: Type }>,
  index: number,
) => boolean

/** What each fact does to the draft; true when it shows the call alive. One entry per type, so none can be forgotten. */
const rules: { [Type in CallEvent["type"]]: Rule<Type> } = {
  "cti.call.offered"(draft, { time, data }) {
    if (!draft.offered) draft.call.offeredAt = time
    draft.offered = true
    draft.call.trunk ??= data.trunk ?? null
    return false
  },
  "cti.call.ivr_entered"({ call }, { time }) {
    call.ivr.enteredAt ??= time
    return true
  },
  "cti.call.ivr_step"({ call }, { time, data }) {
    call.ivr.enteredAt ??= time
    call.ivr.steps.push({
      at: time,
      node: data.node ?? null,
      input: data.input ?? null,
      durationMs: data.durationMs ?? null,
    })
    for (const part of [data.node, data.input?.dtmf]) if (part) call.ivr.path.push(part)
    call.intent = data.input?.intent ?? call.intent
    Object.assign(call.slots, data.input?.slots)
    return true
  },
  "cti.call.ivr_exited"({ call }, { time, data }) {
    call.ivr.exitedAt = time
    call.ivr.exit = data.exit ?? call.ivr.exit
    call.toPeople ||= data.exit === "queue"
    return false
  },
  "cti.call.diverted"({ call }, { time, data }) {
    const fromQueue = data.fromQueue ?? data.queueId ?? null
    call.diversions.push({ at: time, to: data.to, fromQueue, ruleId: data.ruleId ?? null })
    return true
  },
  "cti.call.queued"({ call }, { time, data }) {
    enterQueue(call.passages, data, time)
    call.toPeople = true
    return true
  },
  "cti.call.agent_offered"({ call }, event) {
    const leg = joinLeg(call.legs, event.data)
    leg.offeredAt ??= event.time
    call.toPeople = true
    return true
  },
  "cti.call.ringing"({ call }, event) {
    const leg = joinLeg(call.legs, event.data)
    leg.ringingAt ??= event.time
    if (leg.state === "offered") leg.state = "ringing"
    call.toPeople = true
    return true
  },
  "cti.call.ring_no_answer"({ call }, event) {
    endLeg(joinLeg(call.legs, event.data), event.time, "no_answer", { ringMs: event.data.ringMs })
    return true
  },
  "cti.call.agent_rejected"({ call }, event) {
    endLeg(joinLeg(call.legs, event.data), event.time, "rejected", { ringMs: event.data.ringMs })
    return true
  },
  "cti.call.dequeued"(draft, { time, data }, index) {
    leaveQueue(draft.call.passages, data, time)
    if (data.cause === "abandoned") giveUp(draft, "queue", data.waitMs, time, index)
    return false
  },
  "cti.call.answered"(draft, event) {
    const { call } = draft
    const { time, data } = event
    const leg = joinLeg(call.legs, data)
    if (leg.answeredAt === null) {
      leg.answeredAt = time
      leg.ringMs = data.ringMs ?? ringMsOf(leg, time)
      leg.state = "talking"
    }
    closeLegs(call.legs, time, (other) => other !== leg && (other.state === "offered" || other.state === "ringing"))
    explainPassage(call.passages, "answered", time, call.answeredAt === null ? data.waitMs : undefined)
    if (call.answeredAt === null) {
      call.answeredAt = time
      call.ringMs = leg.ringMs
      call.direct = call.passages.length === 0
      draft.waitMs = data.waitMs ?? null
    }
    call.abandonedAt = null
    call.toPeople = true
    return true
  },
  "cti.call.held"(draft, event) {
    draft.holds.push({ leg: agentLegFor(draft.call.legs, event.data) ?? null, from: event.time, to: null })
    return true
  },
  "cti.call.retrieved"(draft, event) {
    const leg = agentLegFor(draft.call.legs, event.data) ?? null
    for (const hold of draft.holds) if (hold.to === null && hold.leg === leg) hold.to = event.time
    return true
  },
  "cti.call.transferred"({ call }, { time, data }) {
    const fromAgent = data.fromAgent ?? data.agentId ?? null
    call.transfers.push({ at: time, kind: data.kind ?? null, fromAgent, to: data.to ?? null })
    const leg = agentLegFor(call.legs, { segmentId: data.segmentId, agentId: fromAgent ?? undefined })
    if (leg) endLeg(leg, time, "ended", { by: "transfer" })
    return true
  },
  "cti.call.conferenced"() {
    return true
  },
  "cti.call.abandoned"(draft, { time, data }, index) {
    giveUp(draft, data.where, data.waitMs, time, index)
    return false
  },
  "cti.call.ended"(draft, { time, data }, index) {
    const { call } = draft
    draft.phantom ||= data.phantom === true
    if (data.inferred) {
      draft.inferredEnd ??= time
      return false
    }
    const leg = data.segmentId === undefined ? undefined : agentLegFor(call.legs, data)
    if (leg) endLeg(leg, time, "ended", { by: data.by, talkMs: data.talkMs, holdMs: data.holdMs })
    if (data.by === "transfer") return false
    if (data.segmentId !== undefined) {
      draft.softEnd = { index, time }
      call.endedBy = data.by ?? call.endedBy
      return false
    }
    draft.hardEnd = time
    draft.talkMs = data.talkMs ?? draft.talkMs
    draft.holdMs = data.holdMs ?? draft.holdMs
    // Who hung up is known better by the agent's own leg than by the channel that was torn down after it.
    call.endedBy ??= data.by ?? null
    call.hangupCause = data.hangupCause ?? call.hangupCause
    return false
  },
  "cti.call.recording_started"({ call }, { time, data }) {
    call.recordings.push({ at: time, recordingId: data.recordingId ?? null, uri: data.uri ?? null })
    return false
  },
  "cti.call.recording_stopped"({ call }, { data }) {
    const recording = call.recordings.findLast((known) => known.recordingId === (data.recordingId ?? null))
    if (recording) recording.uri ??= data.uri ?? null
    return false
  },
}

function giveUp(
  draft: Draft,
  where: "ivr" | "queue" | "ringing",
  waitMs: number | undefined,
  time: string,
  index: number,
) {
  const { call } = draft
  call.abandonedAt = time
  call.endedBy = "customer"
  draft.abandonedWhere = where
  draft.softEnd = { index, time }
  if (where === "ivr") return
  explainPassage(call.passages, "abandoned", time, waitMs)
  if (call.answeredAt === null) draft.waitMs = waitMs ?? null
}

function ringMsOf(leg: AgentLeg, answeredAt: string): number | null {
  const from = leg.ringingAt ?? leg.offeredAt
  return from === null ? null : elapsedMs(from, answeredAt)
}
