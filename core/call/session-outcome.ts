import type { Call } from "./call"
import type { CallOutcome } from "./outcome"
import type { Draft } from "./session-draft"

/** Where the call stands, from the facts put together so far. The order of the lines is the order of precedence. */
export function outcomeOf(draft: Draft, isInferred: boolean): CallOutcome {
  const { call } = draft
  if (draft.phantom) return "phantom"
  return call.endedAt === null ? openOutcomeOf(call) : closedOutcomeOf(draft, isInferred)
}

function openOutcomeOf(call: Call): CallOutcome {
  if (call.legs.some((leg) => leg.state === "talking")) return "talking"
  if (call.legs.some((leg) => leg.state === "ringing" || leg.state === "offered")) return "ringing"
  // A leave without a cause is not an end: the fact that explains it may be 94 µs away.
  if (call.passages.some((passage) => passage.leftAt === null || passage.cause === null)) return "waiting"
  // Transferred to someone we cannot see: the caller is still with a person.
  if (call.answeredAt !== null) return "talking"
  return "in_ivr"
}

function closedOutcomeOf({ call, abandonedWhere }: Draft, isInferred: boolean): CallOutcome {
  if (call.answeredAt !== null) return "answered"
  if (isInferred) return "lost"
  if (call.direction === "out") return "not_reached"
  if (leftForAnotherChannel(call)) return "diverted"
  if (abandonedWhere === "ivr" && call.passages.length === 0) return "abandoned_ivr"
  if (abandonedWhere !== null) return "abandoned_queue"
  if (putOut(call)) return "unserved"
  if (call.passages.length > 0 || call.legs.length > 0) return "abandoned_queue"
  return call.ivr.exit === "self_served" ? "self_served" : "abandoned_ivr"
}

/** Diverted, and not put into a queue again afterwards. */
function leftForAnotherChannel(call: Call): boolean {
  const diversion = call.diversions.findLast((known) => known.to !== "queue")
  return diversion !== undefined && !call.passages.some((passage) => passage.queuedAt > diversion.at)
}

const putOutCauses = new Set(["timeout", "full", "empty", "exit_key", "withdrawn"])

function putOut(call: Call): boolean {
  const cause = call.passages.at(-1)?.cause
  return cause !== null && cause !== undefined && putOutCauses.has(cause)
}
