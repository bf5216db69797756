import type { CtiEvent } from "@/core/call/event"
import { eventMs, eventTime } from "@/core/call/event-time"
import { memberFacts, presenceFacts } from "./ami-agent-rules"
import { fact, whole, type AmiFact } from "./ami-fact"
import type { AmiMapper } from "./ami-mapper"
import type { AmiMessage } from "./ami-parser"

/** What Asterisk says when asked how things are: the answers to QueueStatus and CoreShowChannels. */
export type AmiSnapshot = {
  /** `QueueMember` lines. */
  members: AmiMessage[]
  /** `QueueEntry` lines: callers waiting. */
  entries: AmiMessage[]
  /** `CoreShowChannel` lines. */
  channels: AmiMessage[]
}

export type ResyncInput = {
  snapshot: AmiSnapshot
  /** When the snapshot was taken, in milliseconds, in Asterisk's time as far as it is known. */
  atMs: number
  /** Ids of calls of this node that we believe are going on. */
  openCalls: ReadonlySet<string>
  /** Event time of the last thing heard before the connection was lost; null when nothing was missed. */
  gapFrom: string | null
}

/**
 * What must be said after a connection was made anew. Agents are put where the snapshot has them, callers who came to wait
 * unseen are queued since when they wait, calls that are gone are closed as `inferred`, and the gap is told, so that
 * figures of that time are shown as incomplete instead of wrong.
 */
export function resync(mapper: AmiMapper, { snapshot, atMs, openCalls, gapFrom }: ResyncInput): CtiEvent[] {
  const now = eventTime(atMs)
  const events = (facts: AmiFact[], time: string, key: string) => facts.map((one) => mapper.toEvent(one, time, key))
  const node = fact("cti.node.resynced", "node", mapper.node, {
    nodeId: mapper.node,
    ...(gapFrom !== null && { gap: { from: gapFrom, to: now } }),
  })
  return [
    ...events([...snapshotMembers(mapper, snapshot.members)], now, `resync|${now}`),
    ...snapshot.entries.flatMap((entry) => waitingCaller(mapper, entry, atMs, openCalls, events)),
    ...vanished(mapper, snapshot, openCalls).flatMap((callId) =>
      events([fact("cti.call.ended", "call", callId, { callId, by: "system", inferred: true })], now, `gone|${callId}`),
    ),
    ...events([node], now, `resync|${now}`),
  ]
}

function snapshotMembers(mapper: AmiMapper, lines: readonly AmiMessage[]): AmiFact[] {
  const before = new Map(
    [...mapper.state.members].map(([device, member]) => [device, JSON.stringify([...member.queues])]),
  )
  for (const member of mapper.state.members.values()) member.queues.clear()
  for (const line of lines) {
    const device = line.get("Location") ?? ""
    memberFacts(mapper, {
      device,
      name: line.get("Name"),
      queueId: line.get("Queue") ?? "",
      get: (header) => line.get(header) || undefined,
    })
  }
  // Said again only where it is another thing than what was known: a restart must not make every agent begin anew.
  return [...mapper.state.members].flatMap(([device, member]) =>
    before.get(device) === JSON.stringify([...member.queues]) ? [] : presenceFacts(member),
  )
}

function waitingCaller(
  mapper: AmiMapper,
  entry: AmiMessage,
  atMs: number,
  openCalls: ReadonlySet<string>,
  events: (facts: AmiFact[], time: string, key: string) => CtiEvent[],
): CtiEvent[] {
  const linkedId = entry.get("Uniqueid")
  const queueId = entry.get("Queue")
  if (!linkedId || !queueId) return []
  mapper.state.call(linkedId).queueId = queueId
  const callId = mapper.callId(linkedId)
  if (openCalls.has(callId)) return []
  const since = eventTime(atMs - (whole(entry.get("Wait")) ?? 0) * 1000)
  const common = { callId, interactionId: callId, nodeId: mapper.node, ani: entry.get("CallerIDNum") }
  const facts = [
    fact("cti.call.offered", "call", callId, { ...common, direction: "in" }),
    fact("cti.call.queued", "call", callId, { ...common, queueId, position: whole(entry.get("Position")) }),
  ]
  return events(facts, since, `waiting|${linkedId}|${queueId}`)
}

/** Calls we believe are going on and Asterisk no longer has a channel of. */
function vanished(mapper: AmiMapper, { channels, entries }: AmiSnapshot, openCalls: ReadonlySet<string>): string[] {
  const alive = new Set(
    [...channels.map((line) => line.get("Linkedid")), ...entries.map((line) => line.get("Uniqueid"))].map((id) =>
      mapper.callId(id ?? ""),
    ),
  )
  return [...openCalls].filter((callId) => !alive.has(callId))
}

/** Asterisk's present time, from its newest stamp and how long ago, on our clock, it was read. */
export function vendorNow(lastTime: string | null, readAtMs: number, nowMs: number): number {
  return lastTime === null ? nowMs : eventMs(lastTime) + Math.max(0, nowMs - readAtMs)
}
