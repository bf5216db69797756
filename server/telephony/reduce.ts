import { agentFact, agentFacts, type AgentFact } from "@/core/call/agent-state"
import type { Call } from "@/core/call/call"
import { isOpen } from "@/core/call/outcome"
import { isAgentEvent, isCallEvent, parseSubject, subjectOf, type CallEvent, type SubjectKind } from "@/core/call/event"
import { eventMs } from "@/core/call/event-time"
import { routeCall } from "@/core/call/route-call"
import { reduceCall } from "@/core/call/session"
import type { TransactionSql } from "@/db/connect"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { log } from "@/server/log"
import { peopleOfAgents } from "./agent-people"
import { lockAgents, mergeAgents } from "./agent-store"
import { agentView } from "./agent-view"
import { loadCalls, saveCalls, type StoredCall } from "./call-store"
import { callView } from "./call-view"
import { writeFeed, type FeedRow } from "./feed-rows"
import { loadEvents, loadNewEvents } from "./load-events"
import { loadRules } from "./load-rules"
import { noteUnmapped } from "./note-unmapped"
import { callPop, legsToPop } from "./pop"
import { mergeExtensions } from "./reduce-extensions"
import { noteConnectorStates } from "./reduce-nodes"

/** Subjects taken in one transaction. */
const marksPerPass = 500
/**
 * Calls whose last event is older start no flow, pop no screen and tell no page: a history that is read in again is
 * counted, not lived through a second time.
 */
const NEWS_AGE_MAX_MS = 24 * 3_600_000

export type Pass = {
  /** Marks taken; as many as a pass can take means that more are waiting. */
  marks: number
  isFull: boolean
  /** Calls that now wait for their ticket. */
  routed: string[]
  /** Something that open pages show is different now. */
  hasNews: boolean
}

/**
 * One pass of the reducer: takes the subjects that have new events, folds all events of each, and writes what came out of
 * it with the news for open pages, all in one transaction. Any number of processes may do this for the same tenant at once.
 */
export async function reducePass(tenant: TenantRef, nowMs = Date.now()): Promise<Pass> {
  const { sql } = withTenant(tenant)
  return sql.begin(async (tx) => {
    const taken = await tx<{ subject: string }[]>`
      delete from dirty_subject where no in (
        select no from dirty_subject order by no limit ${marksPerPass} for update skip locked
      ) returning subject`
    if (taken.length === 0) return { marks: 0, isFull: false, routed: [], hasNews: false }
    const subjects = byKind(taken.map((row) => row.subject))
    const feed: FeedRow[] = []
    const calls = await reduceCalls(tx, subjects.call, nowMs)
    feed.push(...calls.feed)
    const agents = await reduceAgents(tx, subjects.agent, calls.facts, nowMs)
    feed.push(...agents, ...(await popRows(tx, calls.popping)))
    await mergeExtensions(tx, subjects.ext)
    feed.push(...(await noteConnectorStates(tx, subjects.node)))
    await noteUnmapped(tx, tenant, { queues: calls.queueIds, agents: calls.facts.map((fact) => fact.agentId) })
    await writeFeed(tx, feed)
    const marks = taken.length
    return { marks, isFull: marks === marksPerPass, routed: calls.routed, hasNews: feed.length > 0 }
  })
}

function byKind(subjects: readonly string[]): Record<SubjectKind, string[]> {
  const kinds: Record<SubjectKind, Set<string>> = {
    call: new Set(),
    agent: new Set(),
    ext: new Set(),
    queue: new Set(),
    node: new Set(),
  }
  for (const text of subjects) {
    const subject = parseSubject(text)
    if (subject) kinds[subject.kind].add(subject.id)
  }
  return {
    call: [...kinds.call].sort(),
    agent: [...kinds.agent].sort(),
    ext: [...kinds.ext].sort(),
    queue: [...kinds.queue],
    node: [...kinds.node],
  }
}

type ReducedCall = { call: Call; before: StoredCall | undefined; isNews: boolean }
type ReducedCalls = {
  feed: FeedRow[]
  facts: AgentFact[]
  popping: ReducedCall[]
  routed: string[]
  queueIds: string[]
}

async function reduceCalls(tx: TransactionSql, callIds: readonly string[], nowMs: number): Promise<ReducedCalls> {
  if (callIds.length === 0) return { feed: [], facts: [], popping: [], routed: [], queueIds: [] }
  const [events, known, rules] = await Promise.all([
    loadEvents(
      tx,
      callIds.map((id) => subjectOf("call", id)),
    ),
    loadCalls(tx, callIds),
    loadRules(tx),
  ])
  const reduced = callIds.flatMap((callId) => {
    const call = fold(callId, (events.get(subjectOf("call", callId)) ?? []).filter(isCallEvent))
    const before = known.get(callId)
    if (!call) return []
    const isNews = nowMs - eventMs(call.lastEventAt) < NEWS_AGE_MAX_MS
    const routing = isNews && !before?.routingState ? routeCall(call, rules) : null
    return [{ call, before, isNews, routing }]
  })
  const revisions = await saveCalls(tx, reduced)
  const written = reduced.filter(({ call }) => revisions.has(call.callId))
  const news = written.filter(({ isNews }) => isNews)
  return {
    feed: news.map(({ call, before }) => ({
      topic: topicOf(call, before?.call),
      body: callView(call, { ticketId: before?.ticketId ?? null, revision: revisions.get(call.callId) ?? 1 }),
    })),
    facts: written.flatMap(({ call }) => agentFacts(call)),
    popping: news,
    routed: written.filter(({ routing }) => routing !== null).map(({ call }) => call.callId),
    queueIds: written.flatMap(({ call }) => call.passages.flatMap((passage) => passage.queueId ?? [])),
  }
}

/** A call that cannot be folded is a fault of ours: logged, and no reason to stop all the others. */
function fold(callId: string, events: CallEvent[]): Call | null {
  try {
    return events.length > 0 ? reduceCall(events) : null
  } catch (error) {
    log.error({ error, callId }, "a call could not be reduced; its events are kept")
    return null
  }
}

function topicOf(call: Call, before: Call | undefined): FeedRow["topic"] {
  if (!before) return isOpen(call.outcome) ? "call.started" : "call.ended"
  return isOpen(before.outcome) && !isOpen(call.outcome) ? "call.ended" : "call.changed"
}

async function reduceAgents(
  tx: TransactionSql,
  agentIds: readonly string[],
  fromCalls: readonly AgentFact[],
  nowMs: number,
): Promise<FeedRow[]> {
  const ids = [...new Set([...agentIds, ...fromCalls.map((fact) => fact.agentId)])]
  if (ids.length === 0) return []
  const agents = await lockAgents(tx, ids)
  const events = await loadNewEvents(
    tx,
    agentIds.map((id) => ({ subject: subjectOf("agent", id), after: agents.get(id)?.readUntil ?? null })),
  )
  const facts = [...events.filter(isAgentEvent).map(agentFact), ...fromCalls]
  const changed = await mergeAgents(tx, agents, facts, new Set(agentIds))
  const people = await peopleOfAgents(
    tx,
    changed.map((state) => state.agentId),
  )
  return changed
    .filter(({ presence, work }) =>
      [presence, work].some((axis) => axis && nowMs - eventMs(axis.since) < NEWS_AGE_MAX_MS),
    )
    .map((state) => ({ topic: "agent.changed", body: agentView(state, people.get(state.agentId) ?? null) }))
}

async function popRows(tx: TransactionSql, reduced: readonly ReducedCall[]): Promise<FeedRow[]> {
  const nowMs = Date.now()
  const popping = reduced.flatMap(({ call, before }) =>
    legsToPop(call, before?.call, nowMs).map((leg) => ({ call, leg, ticketId: before?.ticketId ?? null })),
  )
  if (popping.length === 0) return []
  const people = await peopleOfAgents(
    tx,
    popping.flatMap(({ leg }) => leg.agentId ?? []),
  )
  return popping.flatMap(({ call, leg, ticketId }) => {
    const person = people.get(leg.agentId ?? "")
    return person ? [{ topic: "pop" as const, personId: person.id, body: callPop(call, leg, ticketId) }] : []
  })
}
