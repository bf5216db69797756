import type { EventData } from "@/core/call/event-data"
import { fact, whole, type AmiFact, type AmiRule, type Get } from "./ami-fact"
import type { AmiMapper } from "./ami-mapper"
import { extensionOf } from "./ami-state"

export const agentRules: Record<string, AmiRule | undefined> = {
  QueueMemberAdded(mapper, get) {
    return memberFacts(mapper, {
      device: get("Interface") ?? "",
      name: get("MemberName"),
      queueId: get("Queue") ?? "",
      get,
    })
  },
  QueueMemberPause(mapper, get) {
    return memberFacts(mapper, {
      device: get("Interface") ?? "",
      name: get("MemberName"),
      queueId: get("Queue") ?? "",
      get,
    })
  },
  QueueMemberRemoved(mapper, get) {
    const member = mapper.state.member(get("Interface") ?? "", get("MemberName"))
    member.queues.delete(get("Queue") ?? "")
    return presenceFacts(member)
  },
  AgentLogin: (_mapper, get) => {
    const agentId = get("Agent") ?? ""
    return [
      fact("cti.agent.logged_in", "agent", agentId, { agentId }),
      fact("cti.agent.ready", "agent", agentId, { agentId }),
    ]
  },
  AgentLogoff: (_mapper, get) => [fact("cti.agent.logged_out", "agent", get("Agent") ?? "", { agentId: get("Agent") })],

  QueueMemberStatus(mapper, get) {
    const device = get("Interface") ?? ""
    const member = mapper.state.member(device, get("MemberName"))
    member.wrapUpSec = whole(get("Wrapuptime")) ?? 0
    return deviceFact(mapper, device, memberStatus[get("Status") ?? ""])
  },
  DeviceStateChange: (mapper, get) => deviceFact(mapper, get("Device") ?? "", deviceState[get("State") ?? ""]),

  ContactStatus(_mapper, get) {
    const extension = get("AOR")
    const type = contactStatus[get("ContactStatus") ?? ""]
    return extension && type ? [fact(type, "ext", extension, { extension })] : []
  },
  PeerStatus(_mapper, get) {
    const extension = extensionOf(get("Peer") ?? "")
    const type = contactStatus[get("PeerStatus") ?? ""]
    return extension && type ? [fact(type, "ext", extension, { extension })] : []
  },

  Shutdown: (mapper) => [fact("cti.node.down", "node", mapper.node, { nodeId: mapper.node, reason: "shutdown" })],
}

type MemberChange = { device: string; name: string | undefined; queueId: string; get: Get }

/** A member is logged in while in any queue, and not ready only when paused in all of them. */
export function memberFacts(mapper: AmiMapper, { device, name, queueId, get }: MemberChange): AmiFact[] {
  const member = mapper.state.member(device, name)
  const isPaused = get("Paused") === "1"
  member.queues.set(queueId, isPaused ? { reason: get("PausedReason") ?? get("Reason") ?? null } : null)
  member.wrapUpSec = whole(get("Wrapuptime")) ?? member.wrapUpSec
  return presenceFacts(member)
}

export function presenceFacts({
  agentId,
  extension,
  queues,
}: {
  agentId: string
  extension: string
  queues: ReadonlyMap<string, { reason: string | null } | null>
}): AmiFact[] {
  if (queues.size === 0) return [fact("cti.agent.logged_out", "agent", agentId, { agentId, queues: [] })]
  const data = { agentId, extension, queues: [...queues.keys()].sort() }
  const pauses = [...queues.values()].flatMap((pause) => pause ?? [])
  const isReady = pauses.length < queues.size
  const reason = pauses.find((pause) => pause.reason !== null)?.reason ?? undefined
  return [
    fact("cti.agent.logged_in", "agent", agentId, data),
    isReady
      ? fact("cti.agent.ready", "agent", agentId, { agentId })
      : fact("cti.agent.not_ready", "agent", agentId, { agentId, ...(reason && { reason }) }),
  ]
}

/** The device's state when it is another than before: every queue a member is in tells the same. */
function deviceFact(
  mapper: AmiMapper,
  device: string,
  devState: EventData<"cti.ext.state">["devState"] | undefined,
): AmiFact[] {
  // Queues, parking lots and hints have states too; a telephone is a technology and a name.
  if (!devState || !/^(PJSIP|SIP|IAX2|DAHDI|SCCP)\//.test(device) || mapper.state.devices.get(device) === devState)
    return []
  mapper.state.devices.set(device, devState)
  const extension = extensionOf(device)
  return [fact("cti.ext.state", "ext", extension, { extension, devState })]
}

const memberStatus: Record<string, EventData<"cti.ext.state">["devState"]> = {
  "1": "idle",
  "2": "inuse",
  "3": "inuse",
  "4": "unavailable",
  "5": "unavailable",
  "6": "ringing",
  "7": "ringing",
  "8": "onhold",
}
const deviceState: Record<string, EventData<"cti.ext.state">["devState"]> = {
  NOT_INUSE: "idle",
  INUSE: "inuse",
  BUSY: "inuse",
  RINGING: "ringing",
  RINGINUSE: "ringing",
  ONHOLD: "onhold",
  UNAVAILABLE: "unavailable",
  INVALID: "unavailable",
}
const contactStatus: Record<string, "cti.ext.registered" | "cti.ext.unregistered"> = {
  Reachable: "cti.ext.registered",
  NonQualified: "cti.ext.registered",
  Created: "cti.ext.registered",
  Registered: "cti.ext.registered",
  Removed: "cti.ext.unregistered",
  Unreachable: "cti.ext.unregistered",
  Unregistered: "cti.ext.unregistered",
}
