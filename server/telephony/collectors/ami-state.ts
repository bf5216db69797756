import { LRUCache } from "lru-cache"

/** One agent's part of a call, by the unique id of the agent's channel. `queueId` null = dialled without a queue. */
export type AmiLeg = { agentId: string; extension: string; queueId: string | null }
export type AmiCall = { legs: Map<string, AmiLeg>; queueId: string | null }
type Member = {
  agentId: string
  extension: string
  wrapUpSec: number
  queues: Map<string, { reason: string | null } | null>
}

/** Calls remembered at a time; one whose end was missed goes when this many newer ones have come. */
const CALLS_MAX = 50_000

/** What one manager connection must remember to understand the next line. Losing it costs names, never calls. */
export class AmiState {
  readonly calls = new LRUCache<string, AmiCall>({ max: CALLS_MAX })
  readonly members = new Map<string, Member>()
  readonly devices = new Map<string, string>()

  call(linkedId: string): AmiCall {
    let call = this.calls.get(linkedId)
    if (!call) this.calls.set(linkedId, (call = { legs: new Map(), queueId: null }))
    return call
  }

  /** The member with this interface, made if it is new. */
  member(device: string, name: string | undefined): Member {
    let member = this.members.get(device)
    const extension = extensionOf(device)
    // Without `log_membername_as_agent` the member's name is its interface.
    const agentId = name && !name.includes("/") ? name : extension
    if (!member) this.members.set(device, (member = { agentId, extension, wrapUpSec: 0, queues: new Map() }))
    return member
  }
}

/** `PJSIP/1001-00000001`, `PJSIP/1001` and `Local/1001@agents/n` → `1001`. */
export function extensionOf(channel: string): string {
  return deviceOf(channel)
    .replace(/^[^/]*\//, "")
    .replace(/@.*$/, "")
}

/** `PJSIP/1001-00000001` → `PJSIP/1001`: a channel's name is its device's with a counter. */
export function deviceOf(channel: string): string {
  return channel.replace(/-[0-9a-f]{8}(;\d)?$/, "")
}
