import { eventId, sourceOf, type CtiEvent } from "@/core/call/event"
import { eventMs, eventTime } from "@/core/call/event-time"
import { agentRules } from "./ami-agent-rules"
import { callRules } from "./ami-call-rules"
import { fact, type AmiFact } from "./ami-fact"
import type { AmiMessage } from "./ami-parser"
import { AmiState } from "./ami-state"

export type AmiSettings = {
  /** Dialplan contexts in which callers arrive. Channels that begin elsewhere are our own outbound and internal calls. */
  inboundContexts: string[]
  /** Wrap-up time of queues whose members do not carry one, as in queues.conf. */
  wrapUpSec: number
  /** Also take keys pressed before the queue as steps of the phone menu, for dialplans that send no IvrStep. */
  keysAsSteps: boolean
}

/**
 * Asterisk's manager events → ours. One entry per manager event in ami-call-rules and ami-agent-rules; everything else is passed over. Times are
 * those Asterisk stamps (`timestampevents=yes`, microseconds), ids are made of what the line says, so that two collectors on
 * one Asterisk, or one that reads a line again, make the same event. No clock, no I/O.
 */
export class AmiMapper {
  readonly state = new AmiState()
  /** Wrap-up that ends by itself; `due` hands it out when its time has come. */
  readonly #wrapUps = new Map<string, CtiEvent>()
  #node: string
  #lastTime: string | null = null

  constructor(
    readonly address: { tenantSlug: string; connectorKey: string; host: string },
    readonly settings: AmiSettings,
  ) {
    this.#node = address.host
  }

  /** `systemname` of asterisk.conf, or the host until a line has told it. */
  get node(): string {
    return this.#node
  }

  learnNode(system: string | undefined): void {
    if (system) this.#node = system
  }

  /** Time stamp of the newest line, null before the first. */
  get lastTime(): string | null {
    return this.#lastTime
  }

  /** Our id of a call: Asterisk's is unique over several only when each has a `systemname`, which it then begins with. */
  callId(linkedId: string): string {
    return linkedId.startsWith(`${this.#node}-`) ? linkedId : `${this.#node}-${linkedId}`
  }

  /** The events a manager line stands for. Empty for lines without a time stamp, and for all we have no use for. */
  map(message: AmiMessage): CtiEvent[] {
    this.learnNode(message.get("SystemName"))
    const time = timeOf(message.get("Timestamp"))
    if (!time) return []
    if (this.#lastTime === null || time > this.#lastTime) this.#lastTime = time
    const name = message.get("Event") ?? ""
    const rule = callRules[name] ?? agentRules[name]
    const facts = rule?.(this, (header) => message.get(header) || undefined) ?? []
    const events = facts.map((one) => this.toEvent(one, time, vendorKey(message)))
    this.#followWrapUps(events, message, time)
    return events
  }

  /** Events whose time has come by `nowMs`, in Asterisk's time. */
  due(nowMs: number): CtiEvent[] {
    const due = [...this.#wrapUps].filter(([, event]) => eventMs(event.time) <= nowMs)
    for (const [agentId] of due) this.#wrapUps.delete(agentId)
    return due.map(([, event]) => event)
  }

  toEvent({ type, subject, data }: AmiFact, time: string, key: string): CtiEvent {
    const { tenantSlug, connectorKey } = this.address
    return {
      specversion: "1.0",
      id: eventId(connectorKey, `${this.#node}|${key}|${type}|${subject}`),
      source: sourceOf(tenantSlug, connectorKey, this.#node),
      type,
      subject,
      time,
      data,
    } as CtiEvent
  }

  #followWrapUps(events: readonly CtiEvent[], message: AmiMessage, time: string): void {
    for (const event of events) {
      if (event.type === "cti.call.agent_offered" || event.type === "cti.call.answered")
        this.#wrapUps.delete(event.data.agentId ?? "")
      if (event.type !== "cti.agent.acw_started") continue
      const agentId = event.subject.slice("agent/".length)
      const member = this.state.members.get(message.get("Interface") ?? "")
      const endsAt = eventTime(eventMs(time) + this.wrapUpSec(member?.wrapUpSec) * 1000)
      this.#wrapUps.set(
        agentId,
        this.toEvent(fact("cti.agent.acw_ended", "agent", agentId, {}), endsAt, vendorKey(message)),
      )
    }
  }

  /** A member's own wrap-up time, else the queue's. */
  wrapUpSec(ofMember: number | undefined): number {
    return ofMember && ofMember > 0 ? ofMember : this.settings.wrapUpSec
  }
}

/** `1795328838.222563` → an event time. Asterisk writes six digits; a shorter fraction is one that lost its zeros. */
export function timeOf(stamp: string | undefined): string | null {
  const parts = /^(\d{9,11})\.(\d{1,6})$/.exec(stamp ?? "")
  const [, seconds, micros] = parts ?? []
  return seconds && micros ? `${eventTime(Number(seconds) * 1000).slice(0, 20)}${micros.padEnd(6, "0")}Z` : null
}

/** What tells a line from every other of its Asterisk. */
function vendorKey(message: AmiMessage): string {
  const names = ["Event", "Uniqueid", "Linkedid", "Queue", "Interface", "DestUniqueid", "Device", "AOR", "Timestamp"]
  return names.map((name) => message.get(name) ?? "").join("|")
}
