import * as z from "zod"
import type { Call, AgentLeg } from "./call"
import { eventRank, type EventType } from "./event-data"
import { orderKey, type AgentEvent } from "./event"

/**
 * An agent stands on two axes at once. *Presence* is what the agent declared (logged out, ready, not ready with a
 * reason); *work* is what the calls make of it. One list of states would lose the agent who is on a break and still
 * finishing a call. Each axis is a register of its own: the newest fact by (time, sequence, rank) wins, so applying the
 * same facts in any order and any number of times gives the same state.
 */
export const presences = ["logged_out", "ready", "not_ready"] as const
export const works = ["idle", "reserved", "ringing", "talking", "hold", "acw", "outbound"] as const

const register = { since: z.string(), key: z.string() }
export const agentStateSchema = z.object({
  agentId: z.string(),
  name: z.string().nullable(),
  presence: z.object({ value: z.enum(presences), reason: z.string().nullable(), ...register }).nullable(),
  work: z.object({ value: z.enum(works), callId: z.string().nullable(), ...register }).nullable(),
  extension: z.object({ value: z.string(), ...register }).nullable(),
  queues: z.object({ value: z.array(z.string()), ...register }).nullable(),
})
export type AgentState = z.infer<typeof agentStateSchema>
export type Presence = (typeof presences)[number]
export type Work = (typeof works)[number]

/** A fact about an agent, ready to be merged: only the registers it speaks of are there. */
export type AgentFact = { agentId: string } & Partial<Omit<AgentState, "agentId">>

export function newAgentState(agentId: string): AgentState {
  return { agentId, name: null, presence: null, work: null, extension: null, queues: null }
}

/** Merges a fact into the state. Commutative and idempotent; both arguments stay as they are. */
export function mergeAgent(state: AgentState, fact: AgentFact): AgentState {
  return {
    agentId: state.agentId,
    // A name is a label: the greatest is as good as any, and does not depend on the order of arrival.
    name: [state.name ?? "", fact.name ?? ""].sort().at(-1) || null,
    presence: newer(state.presence, fact.presence),
    work: newer(state.work, fact.work),
    extension: newer(state.extension, fact.extension),
    queues: newer(state.queues, fact.queues),
  }
}

export function newer<Register extends { key: string }>(
  known: Register | null,
  fact: Register | null | undefined,
): Register | null {
  if (!fact) return known
  return known === null || fact.key > known.key ? fact : known
}

const presenceOf: Partial<Record<EventType, Presence>> = {
  // Logged in says nothing about being ready; a "ready" in the same instant has the higher rank and wins.
  "cti.agent.logged_in": "not_ready",
  "cti.agent.logged_out": "logged_out",
  "cti.agent.ready": "ready",
  "cti.agent.not_ready": "not_ready",
}
const workOf: Partial<Record<EventType, Work>> = {
  "cti.agent.reserved": "reserved",
  "cti.agent.busy": "talking",
  "cti.agent.acw_started": "acw",
  "cti.agent.acw_ended": "idle",
}

/** What an agent event says. */
export function agentFact(event: AgentEvent): AgentFact {
  const { data, type, time } = event
  const at = { since: time, key: orderKey(event) }
  const presence = presenceOf[type]
  const work = workOf[type]
  return {
    agentId: data.agentId ?? event.subject.slice("agent/".length),
    ...(data.name && { name: data.name }),
    ...(presence && { presence: { value: presence, reason: data.reason ?? null, ...at } }),
    ...(work && { work: { value: work, callId: work === "idle" ? null : (data.callId ?? null), ...at } }),
    ...(data.extension && { extension: { value: data.extension, ...at } }),
    ...(data.queues && { queues: { value: data.queues, ...at } }),
  }
}

/**
 * What a call says about its agents, from its legs rather than from its events: most vendors end a call without naming
 * the agent, and an agent must not stay "talking" for ever because of it.
 */
export function agentFacts(call: Call): AgentFact[] {
  const facts: AgentFact[] = []
  for (const leg of call.legs) {
    if (leg.agentId === null) continue
    const work = legWork(leg, call)
    if (!work) continue
    const key = `${work.at}  ${String(work.rank).padStart(3, "0")} ${call.source} ${call.callId}`
    facts.push({
      agentId: leg.agentId,
      work: { value: work.value, callId: work.value === "idle" ? null : call.callId, since: work.at, key },
      ...(leg.extension && { extension: { value: leg.extension, since: work.at, key } }),
    })
  }
  return facts
}

function legWork(leg: AgentLeg, call: Call): { value: Work; at: string; rank: number } | undefined {
  if (leg.endedAt !== null) return { value: "idle", at: leg.endedAt, rank: eventRank["cti.call.ended"] }
  if (leg.answeredAt !== null) {
    if (call.onHold) return { value: "hold", at: leg.answeredAt, rank: eventRank["cti.call.held"] }
    const value = call.direction === "out" ? "outbound" : "talking"
    return { value, at: leg.answeredAt, rank: eventRank["cti.call.answered"] }
  }
  if (leg.ringingAt !== null) return { value: "ringing", at: leg.ringingAt, rank: eventRank["cti.call.ringing"] }
  if (leg.offeredAt !== null) return { value: "reserved", at: leg.offeredAt, rank: eventRank["cti.call.agent_offered"] }
  return undefined
}
