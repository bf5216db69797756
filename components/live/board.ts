import type { LiveAgent, LiveCall, QueueLevel, Snapshot } from "./snapshot"

/** Callers who have not spoken to anybody yet, a ringing phone included; who waits longest first. Pure. */
export function waitingCalls(calls: readonly LiveCall[]): LiveCall[] {
  return calls
    .filter(({ outcome, direction }) => direction === "in" && (outcome === "waiting" || outcome === "ringing"))
    .toSorted((a, b) => waitsSince(a) - waitsSince(b) || (a.callId < b.callId ? -1 : 1))
}

/** When the caller began to wait for a person. Pure. */
export const waitsSince = ({ queuedAt, offeredAt }: Pick<LiveCall, "queuedAt" | "offeredAt">): number =>
  queuedAt ?? offeredAt

/** The columns of the agents' board, from what asks for attention to what does not. */
export const agentGroups = ["ringing", "talking", "acw", "ready", "notReady", "unknown", "loggedOut"] as const
export type AgentGroup = (typeof agentGroups)[number]

const groupOfWork: Partial<Record<NonNullable<LiveAgent["work"]>, AgentGroup>> = {
  reserved: "ringing",
  ringing: "ringing",
  talking: "talking",
  hold: "talking",
  outbound: "talking",
  acw: "acw",
}

/** Work comes before presence: an agent on a break who still finishes a call is at work. Pure. */
export function groupOf({ work, presence }: Pick<LiveAgent, "work" | "presence">): AgentGroup {
  if (presence === "logged_out") return "loggedOut"
  const busy = work && groupOfWork[work]
  if (busy) return busy
  return presence === "ready" ? "ready" : presence === "not_ready" ? "notReady" : "unknown"
}

/** Since when an agent is in the group. Pure. */
export function inGroupSince(agent: LiveAgent): number | null {
  const group = groupOf(agent)
  if (group === "ringing" || group === "talking" || group === "acw") return agent.workSince
  if (group === "unknown") return agent.workSince ?? agent.presenceSince
  // Ready again after a call counts from the end of the call.
  if (group === "ready" && agent.workSince !== null && agent.presenceSince !== null)
    return Math.max(agent.workSince, agent.presenceSince)
  return agent.presenceSince
}

/** Agents by group, the longest in it first, so that a row keeps its place while nothing happens to it. Pure. */
export function groupAgents(agents: readonly LiveAgent[]): Record<AgentGroup, LiveAgent[]> {
  const groups: Record<AgentGroup, LiveAgent[]> = {
    ringing: [],
    talking: [],
    acw: [],
    ready: [],
    notReady: [],
    unknown: [],
    loggedOut: [],
  }
  for (const agent of agents) groups[groupOf(agent)].push(agent)
  for (const group of Object.values(groups))
    group.sort(
      (a, b) => (inGroupSince(a) ?? Infinity) - (inGroupSince(b) ?? Infinity) || (a.agentId < b.agentId ? -1 : 1),
    )
  return groups
}

export interface QueueRow {
  key: string
  name: string
  waiting: number
  oldestSince: number | null
  talking: number
  ready: number
  busy: number
  level: QueueLevel | null
}

/**
 * One row per skill group, and one per queue that belongs to none: who waits there, who is there for them, how the day
 * went. An agent serves a queue when the telephone system says so. Rows keep one order: by name. Pure.
 */
export function queueRows(
  { calls, agents, gauge }: Pick<Snapshot, "calls" | "agents" | "gauge">,
  levels: readonly QueueLevel[],
): QueueRow[] {
  const levelOf = new Map(levels.flatMap((level) => level.queueIds.map((queueId) => [queueId, level] as const)))
  const rows = new Map<string, QueueRow>()
  const rowOf = (queueId: string, name: string) => {
    const level = levelOf.get(queueId) ?? null
    const key = level?.skillGroupId ?? queueId
    const row = rows.get(key) ?? { ...emptyRow, key, name: level?.name ?? name, level }
    rows.set(key, row)
    return row
  }
  for (const level of levels) if (level.queueIds[0] !== undefined) rowOf(level.queueIds[0], level.name)
  for (const queue of gauge.queues) {
    const row = rowOf(queue.queueId, queue.name)
    row.talking += queue.talking
  }
  for (const call of waitingCalls(calls)) {
    if (call.queueId === null) continue
    const row = rowOf(call.queueId, call.queueId)
    row.waiting += 1
    row.oldestSince ??= waitsSince(call)
  }
  for (const agent of agents) {
    const group = groupOf(agent)
    const kind =
      group === "ready" ? "ready" : group === "ringing" || group === "talking" || group === "acw" ? "busy" : null
    if (!kind) continue
    const keys = new Set(agent.queues.map((queueId) => rowOf(queueId, queueId)))
    for (const row of keys) row[kind] += 1
  }
  return [...rows.values()].toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.key < b.key ? -1 : 1))
}

const emptyRow = { waiting: 0, oldestSince: null, talking: 0, ready: 0, busy: 0 }
