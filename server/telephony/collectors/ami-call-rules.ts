import type { EventData, EventType, Slots } from "@/core/call/event-data"
import { fact, seconds, whole, type AmiFact, type AmiRule, type Get } from "./ami-fact"
import type { AmiMapper } from "./ami-mapper"
import { deviceOf, extensionOf, type AmiLeg } from "./ami-state"

/** The caller's own channel, and one we have to do with: it arrived in an inbound context or has been seen as a call. */
function isCaller(mapper: AmiMapper, get: Get): boolean {
  const linkedId = get("Linkedid")
  if (linkedId === undefined || get("Uniqueid") !== linkedId) return false
  return mapper.state.calls.has(linkedId) || mapper.settings.inboundContexts.includes(get("Context") ?? "")
}

function callFact<Type extends Extract<EventType, `cti.call.${string}`>>(
  mapper: AmiMapper,
  get: Get,
  type: Type,
  data: Partial<EventData<Type>>,
): AmiFact {
  const callId = mapper.callId(get("Linkedid") ?? "")
  const vendor = { event: get("Event"), id: get("Uniqueid") }
  return fact(type, "call", callId, {
    callId,
    interactionId: callId,
    nodeId: mapper.node,
    vendor,
    ...data,
  } as EventData<Type>)
}

function queueLeg(mapper: AmiMapper, get: Get): AmiLeg & { segmentId: string } {
  const device = get("Interface") ?? ""
  const { agentId, extension } = mapper.state.member(device, get("MemberName"))
  const leg = { agentId, extension, queueId: get("Queue") ?? null }
  const segmentId = get("DestUniqueid") ?? `${device}|${get("Linkedid")}`
  mapper.state.call(get("Linkedid") ?? "").legs.set(segmentId, leg)
  return { ...leg, segmentId }
}

const legData = ({ agentId, extension, queueId, segmentId }: AmiLeg & { segmentId: string }) => ({
  agentId,
  extension,
  segmentId,
  ...(queueId !== null && { queueId }),
})

export const callRules: Record<string, AmiRule | undefined> = {
  Newchannel(mapper, get) {
    const isInbound =
      get("Uniqueid") === get("Linkedid") && mapper.settings.inboundContexts.includes(get("Context") ?? "")
    if (!isInbound) return []
    mapper.state.call(get("Linkedid") ?? "")
    const trunk = deviceOf(get("Channel") ?? "")
    return [
      callFact(mapper, get, "cti.call.offered", {
        direction: "in",
        ani: get("CallerIDNum"),
        dnis: get("Exten"),
        trunk,
      }),
    ]
  },

  UserEvent(mapper, get) {
    if (!isCaller(mapper, get)) return []
    const call = mapper.state.call(get("Linkedid") ?? "")
    if (get("UserEvent") === "IvrStep")
      return [callFact(mapper, get, "cti.call.ivr_step", { node: get("Node"), input: ivrInput(get) })]
    const cause = queueStatus[get("Status") ?? ""]
    if (get("UserEvent") !== "QueueExit" || !cause) return []
    return [callFact(mapper, get, "cti.call.dequeued", { ...(call.queueId && { queueId: call.queueId }), cause })]
  },

  DTMFEnd(mapper, get) {
    const isStep = mapper.settings.keysAsSteps && isCaller(mapper, get) && get("Direction") === "Received"
    if (!isStep || mapper.state.call(get("Linkedid") ?? "").queueId !== null) return []
    return [
      callFact(mapper, get, "cti.call.ivr_step", {
        input: { dtmf: get("Digit") },
        durationMs: whole(get("DurationMs")),
      }),
    ]
  },

  QueueCallerJoin(mapper, get) {
    const queueId = get("Queue")
    mapper.state.call(get("Linkedid") ?? "").queueId = queueId ?? null
    const place = { queueId, position: whole(get("Position")), queueLength: whole(get("Count")) }
    return [
      callFact(mapper, get, "cti.call.ivr_exited", { exit: "queue" }),
      callFact(mapper, get, "cti.call.queued", { ani: get("CallerIDNum"), dnis: get("Exten"), ...place }),
    ]
  },

  AgentCalled(mapper, get) {
    return [callFact(mapper, get, "cti.call.agent_offered", legData(queueLeg(mapper, get)))]
  },

  DialBegin(mapper, get) {
    const leg = dialledLeg(mapper, get)
    return leg ? [callFact(mapper, get, "cti.call.ringing", legData(leg))] : []
  },

  DialEnd(mapper, get) {
    const leg = dialledLeg(mapper, get)
    const status = get("DialStatus") ?? ""
    if (!leg) return []
    if (refusals.has(status)) return [callFact(mapper, get, "cti.call.agent_rejected", legData(leg))]
    // What becomes of a queue's own leg, the queue says itself, and better.
    if (leg.queueId !== null) return []
    if (status === "ANSWER") return [callFact(mapper, get, "cti.call.answered", legData(leg))]
    return [callFact(mapper, get, "cti.call.ring_no_answer", legData(leg))]
  },

  AgentRingNoAnswer(mapper, get) {
    // Milliseconds here, seconds in AgentConnect.
    const ringMs = whole(get("RingTime"))
    return [callFact(mapper, get, "cti.call.ring_no_answer", { ...legData(queueLeg(mapper, get)), ringMs })]
  },

  QueueCallerLeave(mapper, get) {
    // 94 µs before AgentConnect, and just the same after the caller has given up: what follows says why.
    return [callFact(mapper, get, "cti.call.dequeued", { queueId: get("Queue") })]
  },

  AgentConnect(mapper, get) {
    const waitMs = seconds(get("HoldTime"))
    const leg = legData(queueLeg(mapper, get))
    return [
      callFact(mapper, get, "cti.call.dequeued", { queueId: get("Queue"), cause: "answered", waitMs }),
      callFact(mapper, get, "cti.call.answered", { ...leg, waitMs, ringMs: seconds(get("RingTime")) }),
    ]
  },

  QueueCallerAbandon(mapper, get) {
    const waitMs = seconds(get("HoldTime"))
    return [callFact(mapper, get, "cti.call.abandoned", { where: "queue", queueId: get("Queue"), waitMs })]
  },

  AgentComplete(mapper, get) {
    // TalkTime counts hold as well, ours does not: it is left to the reducer, which has the holds.
    const leg = queueLeg(mapper, get)
    const ended = callFact(mapper, get, "cti.call.ended", { ...legData(leg), by: endedBy[get("Reason") ?? ""] })
    const member = mapper.state.members.get(get("Interface") ?? "")
    if (mapper.wrapUpSec(member?.wrapUpSec) === 0) return [ended]
    const callId = mapper.callId(get("Linkedid") ?? "")
    return [ended, fact("cti.agent.acw_started", "agent", leg.agentId, { agentId: leg.agentId, callId })]
  },

  AgentDump(mapper, get) {
    return [callFact(mapper, get, "cti.call.agent_rejected", legData(queueLeg(mapper, get)))]
  },

  // Hold and unhold carry the agent's channel; the call is found by what links the channels.
  Hold: (mapper, get) => onHold(mapper, get, "cti.call.held"),
  Unhold: (mapper, get) => onHold(mapper, get, "cti.call.retrieved"),

  BlindTransfer(mapper, get) {
    if (get("Result") !== "Success") return []
    return transfer(mapper, get, "Transferer", { kind: "blind", to: get("Extension") })
  },

  AttendedTransfer(mapper, get) {
    if (get("Result") !== "Success") return []
    const to = get("TransferTargetCallerIDNum") ?? get("TransferTargetExten")
    return transfer(mapper, get, "OrigTransferer", { kind: "attended", to })
  },

  Hangup(mapper, get) {
    const linkedId = get("Linkedid") ?? ""
    const hangupCause = get("Cause-txt")
    if (isCaller(mapper, get)) {
      mapper.state.calls.delete(linkedId)
      return [callFact(mapper, get, "cti.call.ended", { hangupCause })]
    }
    const leg = mapper.state.calls.get(linkedId)?.legs.get(get("Uniqueid") ?? "")
    if (!leg || leg.queueId !== null) return []
    return [
      callFact(mapper, get, "cti.call.ended", {
        ...legData({ ...leg, segmentId: get("Uniqueid") ?? "" }),
        hangupCause,
      }),
    ]
  },

  MixMonitorStart: (mapper, get) =>
    isCaller(mapper, get)
      ? [callFact(mapper, get, "cti.call.recording_started", { recordingId: get("Uniqueid") })]
      : [],
  MixMonitorStop: (mapper, get) =>
    isCaller(mapper, get)
      ? [callFact(mapper, get, "cti.call.recording_stopped", { recordingId: get("Uniqueid") })]
      : [],
}

/** Slots come as headers `Slot-amount: 80000`; what looks like a number is one. */
function ivrInput(get: Get): EventData<"cti.call.ivr_step">["input"] {
  const names = (get("Slots") ?? "").split(",").map((name) => name.trim())
  const slots: Slots = Object.fromEntries(
    names.flatMap((name) => {
      const value = name === "" ? undefined : get(`Slot-${name}`)
      if (value === undefined) return []
      const number = Number(value)
      return [
        [name, /^-?\d+(\.\d+)?$/.test(value) && Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number : value] as const,
      ]
    }),
  )
  const input = { dtmf: get("Digit"), intent: get("Intent"), slots: Object.keys(slots).length > 0 ? slots : undefined }
  return Object.values(input).some((value) => value !== undefined) ? input : undefined
}

/** The leg a dial event speaks of: a queue's, or one we meet here because it was dialled without a queue. */
function dialledLeg(mapper: AmiMapper, get: Get): (AmiLeg & { segmentId: string }) | undefined {
  const segmentId = get("DestUniqueid")
  const call = mapper.state.calls.get(get("Linkedid") ?? get("DestLinkedid") ?? "")
  if (!segmentId || !call) return undefined
  const known = call.legs.get(segmentId)
  if (known) return { ...known, segmentId }
  const device = deviceOf(get("DestChannel") ?? "")
  const extension = extensionOf(device)
  const leg = { agentId: mapper.state.members.get(device)?.agentId ?? extension, extension, queueId: null }
  call.legs.set(segmentId, leg)
  return { ...leg, segmentId }
}

function onHold(mapper: AmiMapper, get: Get, type: "cti.call.held" | "cti.call.retrieved"): AmiFact[] {
  const leg = mapper.state.calls.get(get("Linkedid") ?? "")?.legs.get(get("Uniqueid") ?? "")
  if (!leg) return []
  return [callFact(mapper, get, type, { agentId: leg.agentId, segmentId: get("Uniqueid"), by: leg.agentId })]
}

function transfer(
  mapper: AmiMapper,
  get: Get,
  who: "Transferer" | "OrigTransferer",
  data: Pick<EventData<"cti.call.transferred">, "kind" | "to">,
): AmiFact[] {
  const linkedId = get(`${who}Linkedid`)
  const call = mapper.state.calls.get(linkedId ?? "")
  if (!linkedId || !call) return []
  const segmentId = get(`${who}Uniqueid`)
  const fromAgent = call.legs.get(segmentId ?? "")?.agentId
  const ofCall: Get = (name) => (name === "Linkedid" ? linkedId : get(name))
  return [callFact(mapper, ofCall, "cti.call.transferred", { ...data, segmentId, fromAgent })]
}

const queueStatus: Record<string, EventData<"cti.call.dequeued">["cause"]> = {
  TIMEOUT: "timeout",
  FULL: "full",
  JOINEMPTY: "empty",
  LEAVEEMPTY: "empty",
  JOINUNAVAIL: "empty",
  LEAVEUNAVAIL: "empty",
  CONTINUE: "exit_key",
  WITHDRAW: "withdrawn",
}
const refusals = new Set(["BUSY", "CONGESTION", "CHANUNAVAIL"])
const endedBy: Record<string, EventData<"cti.call.ended">["by"]> = {
  caller: "customer",
  agent: "agent",
  transfer: "transfer",
}
