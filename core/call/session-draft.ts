import { invariant } from "../problem"
import type { Call } from "./call"
import type { CallEvent } from "./event"
import type { Hold } from "./session-leg"

/** The call being put together. `…Index` are places in the sorted events: what came last decides whether an end holds. */
export type Draft = {
  call: Call
  holds: Hold[]
  lifeIndex: number
  softEnd: { index: number; time: string } | null
  hardEnd: string | null
  /** We closed it because the vendor no longer knew it. Only worth something when nothing better says when it ended. */
  inferredEnd: string | null
  abandonedWhere: "ivr" | "queue" | "ringing" | null
  /** Durations the vendor states for the whole call; they beat what we would compute. */
  talkMs: number | null
  holdMs: number | null
  waitMs: number | null
  offered: boolean
  phantom: boolean
}

export function newDraft(first: CallEvent): Draft {
  const callId = first.data.callId
  invariant(callId, "a parsed call event carries its call id")
  const call: Call = {
    callId,
    interactionId: callId,
    source: first.source,
    nodeId: null,
    direction: "in",
    ani: null,
    dnis: null,
    trunk: null,
    customerId: null,
    priority: null,
    offeredAt: first.time,
    queuedAt: null,
    answeredAt: null,
    abandonedAt: null,
    endedAt: null,
    outcome: "in_ivr",
    direct: false,
    toPeople: false,
    onHold: false,
    ivr: { enteredAt: null, exitedAt: null, exit: null, path: [], steps: [] },
    intent: null,
    slots: {},
    queueId: null,
    agentId: null,
    extension: null,
    passages: [],
    legs: [],
    transfers: [],
    diversions: [],
    recordings: [],
    waitMs: null,
    ringMs: null,
    talkMs: null,
    holdMs: 0,
    endedBy: null,
    hangupCause: null,
    eventCount: 0,
    lastEventAt: first.time,
  }
  return {
    call,
    holds: [],
    lifeIndex: -1,
    softEnd: null,
    hardEnd: null,
    inferredEnd: null,
    abandonedWhere: null,
    talkMs: null,
    holdMs: null,
    waitMs: null,
    offered: false,
    phantom: false,
  }
}
