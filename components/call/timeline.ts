import type { AgentLeg, Call, QueuePassage } from "@/core/call/call"
import type { EventData } from "@/core/call/event-data"

export type IvrInput = Call["ivr"]["steps"][number]["input"]
type Diversion = EventData<"cti.call.diverted">["to"]

/** One thing that happened in a call, at an instant (epoch ms). Durations in milliseconds. */
export type Happening = { at: number } & (
  | { is: "offered" }
  | { is: "ivrEntered" }
  | { is: "ivrStep"; node: string | null; input: IvrInput }
  | { is: "ivrExited"; exit: Call["ivr"]["exit"]; durationMs: number | null }
  | { is: "queued"; queueId: string | null; position: number | null; queueLength: number | null; ewtSec: number | null }
  | { is: "left"; queueId: string | null; cause: Exclude<QueuePassage["cause"], "answered">; waitMs: number | null }
  | { is: "ringing"; agentId: string | null; extension: string | null }
  | {
      is: "unanswered"
      agentId: string | null
      extension: string | null
      how: "no_answer" | "rejected" | "missed"
      ringMs: number | null
    }
  | { is: "answered"; agentId: string | null; extension: string | null; waitMs: number | null }
  | {
      is: "legEnded"
      agentId: string | null
      extension: string | null
      talkMs: number | null
      holdMs: number
      by: AgentLeg["endedBy"]
    }
  | { is: "held" }
  | { is: "retrieved" }
  | { is: "transferred"; kind: Call["transfers"][number]["kind"]; from: string | null; to: string | null }
  | { is: "diverted"; to: Diversion; from: string | null }
  | { is: "recorded"; recordingId: string | null }
  | { is: "ended"; by: Call["endedBy"]; cause: string | null }
)

/** Things of one instant in the order in which they must have happened. */
const order: readonly Happening["is"][] = [
  "offered",
  "ivrEntered",
  "ivrStep",
  "ivrExited",
  "diverted",
  "queued",
  "ringing",
  "unanswered",
  "left",
  "answered",
  "recorded",
  "held",
  "retrieved",
  "transferred",
  "legEnded",
  "ended",
]

/**
 * What happened in a call, in order; instants are those of the telephone system. Holds are in the events alone: the call
 * itself keeps only their sum. Pure.
 */
export function timelineOf(call: Call, events: readonly { type: string; time: string }[] = []): Happening[] {
  const found: Happening[] = [{ is: "offered", at: ms(call.offeredAt) }]
  const { ivr } = call
  if (ivr.enteredAt) found.push({ is: "ivrEntered", at: ms(ivr.enteredAt) })
  for (const { at, node, input } of ivr.steps) found.push({ is: "ivrStep", at: ms(at), node, input })
  if (ivr.exitedAt)
    found.push({
      is: "ivrExited",
      at: ms(ivr.exitedAt),
      exit: ivr.exit,
      durationMs: ivr.enteredAt ? ms(ivr.exitedAt) - ms(ivr.enteredAt) : null,
    })
  for (const passage of call.passages) {
    const { queueId, position, queueLength, ewtSec, cause, waitMs } = passage
    found.push({ is: "queued", at: ms(passage.queuedAt), queueId, position, queueLength, ewtSec })
    // Answered says the same, with the name of who did.
    if (passage.leftAt && cause !== "answered")
      found.push({ is: "left", at: ms(passage.leftAt), queueId, cause, waitMs })
  }
  for (const leg of call.legs) found.push(...legHappenings(leg, call))
  for (const { at, kind, fromAgent, to } of call.transfers)
    found.push({ is: "transferred", at: ms(at), kind, from: fromAgent, to })
  for (const { at, to, fromQueue } of call.diversions) found.push({ is: "diverted", at: ms(at), to, from: fromQueue })
  for (const { at, recordingId } of call.recordings) found.push({ is: "recorded", at: ms(at), recordingId })
  for (const { type, time } of events) {
    if (type === "cti.call.held") found.push({ is: "held", at: ms(time) })
    if (type === "cti.call.retrieved") found.push({ is: "retrieved", at: ms(time) })
  }
  if (call.endedAt) found.push({ is: "ended", at: ms(call.endedAt), by: call.endedBy, cause: call.hangupCause })
  return found.toSorted((a, b) => a.at - b.at || order.indexOf(a.is) - order.indexOf(b.is))
}

function legHappenings(leg: AgentLeg, call: Call): Happening[] {
  const { agentId, extension, ringMs, talkMs, holdMs } = leg
  const found: Happening[] = []
  const rangAt = leg.ringingAt ?? leg.offeredAt
  if (rangAt) found.push({ is: "ringing", at: ms(rangAt), agentId, extension })
  if (leg.answeredAt) {
    const isFirst = leg.answeredAt === call.answeredAt
    found.push({ is: "answered", at: ms(leg.answeredAt), agentId, extension, waitMs: isFirst ? call.waitMs : null })
    // The only leg of a call that ends with the call is said by the end of the call.
    if (leg.endedAt && leg.endedAt !== call.endedAt)
      found.push({ is: "legEnded", at: ms(leg.endedAt), agentId, extension, talkMs, holdMs, by: leg.endedBy })
  } else if (leg.state === "no_answer" || leg.state === "rejected" || leg.state === "missed") {
    const at = leg.endedAt ?? rangAt
    if (at) found.push({ is: "unanswered", at: ms(at), agentId, extension, how: leg.state, ringMs })
  }
  return found
}

/** Six fraction digits are more than a browser must read. */
const ms = (time: string): number => Date.parse(`${time.slice(0, 23)}Z`)
