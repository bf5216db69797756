import * as z from "zod"
import { works } from "@/core/call/agent-state"
import type { Sql } from "@/db/connect"

/** An open call nobody has heard of for this long has ended without being seen to: it is on no wallboard. */
export const STALE_HOURS = 4

const count = z.int()

/** How things stand right now, in numbers. `queueId` null gathers calls in no queue we know of. */
export const gaugeSchema = z.object({
  asOf: z.number(),
  totals: z.object({
    inIvr: count,
    waiting: count,
    ringing: count,
    talking: count,
    oldestQueuedAt: z.number().nullable(),
  }),
  queues: z.array(
    z.object({
      queueId: z.string(),
      /** The skill group it is mapped to, if any. */
      skillGroupId: z.uuid().nullable(),
      name: z.string(),
      waiting: count,
      ringing: count,
      talking: count,
      /** Milliseconds; when the longest waiting caller entered the queue. */
      oldestQueuedAt: z.number().nullable(),
    }),
  ),
  agents: z.object({
    ready: count,
    notReady: count,
    loggedOut: count,
    work: z.record(z.enum(works), count),
  }),
})
export type Gauge = z.infer<typeof gaugeSchema>

type QueueRow = {
  queueId: string | null
  outcome: "in_ivr" | "waiting" | "ringing" | "talking"
  count: string
  oldest: Date | null
}
type AgentRow = { presence: string | null; work: (typeof works)[number] | null; count: string }

/** The gauge, from what the reducer has written. `asOf` is this instant. */
export async function readGauge(sql: Sql, nowMs = Date.now()): Promise<Gauge> {
  const [rows, agents, groups] = await Promise.all([
    sql<QueueRow[]>`
      select queue_id as "queueId", outcome, count(*), min(queued_at) as oldest
      from call
      where outcome in ('in_ivr', 'waiting', 'ringing', 'talking')
        and last_event_at > now() - make_interval(hours => ${STALE_HOURS})
      group by queue_id, outcome`,
    sql<AgentRow[]>`select presence, work, count(*) from agent_state group by presence, work`,
    sql<{ id: string; name: string; vendorIds: string[] }[]>`
      select id, name, vendor_ids as "vendorIds" from skill_group order by key desc`,
  ])
  const groupOf = new Map(groups.flatMap((group) => group.vendorIds.map((id) => [id, group] as const)))
  const sum = (outcome: QueueRow["outcome"]) =>
    rows.filter((row) => row.outcome === outcome).reduce((total, row) => total + Number(row.count), 0)
  const queues = new Map<string, Gauge["queues"][number]>()
  for (const row of rows) {
    if (row.queueId === null || row.outcome === "in_ivr") continue
    const known = queues.get(row.queueId)
    const { queueId } = row
    const group = groupOf.get(queueId)
    const queue = known ?? { queueId, skillGroupId: group?.id ?? null, name: group?.name ?? queueId, ...noCalls }
    queue[row.outcome] += Number(row.count)
    if (row.outcome === "waiting") queue.oldestQueuedAt = row.oldest?.getTime() ?? null
    queues.set(queueId, queue)
  }
  const oldest = [...queues.values()].flatMap((queue) => queue.oldestQueuedAt ?? [])
  const presence = (value: string) =>
    agents.filter((row) => row.presence === value).reduce((total, row) => total + Number(row.count), 0)
  const isHere = (row: AgentRow) => row.presence !== "logged_out" && row.work !== null
  const work = Object.fromEntries(works.map((name) => [name, 0])) as Gauge["agents"]["work"]
  for (const row of agents) if (isHere(row) && row.work) work[row.work] = (work[row.work] ?? 0) + Number(row.count)
  return {
    asOf: nowMs,
    totals: {
      inIvr: sum("in_ivr"),
      waiting: sum("waiting"),
      ringing: sum("ringing"),
      talking: sum("talking"),
      oldestQueuedAt: oldest.length > 0 ? Math.min(...oldest) : null,
    },
    queues: [...queues.values()].sort((a, b) => b.waiting - a.waiting || (a.name < b.name ? -1 : 1)),
    agents: {
      ready: presence("ready"),
      notReady: presence("not_ready"),
      loggedOut: presence("logged_out"),
      work,
    },
  }
}

const noCalls = { waiting: 0, ringing: 0, talking: 0, oldestQueuedAt: null }
