import type { Sql } from "postgres"
import * as z from "zod"
import type { StepItem } from "./step-item"

const answersSchema = z.array(z.enum(["applied", "replayed", "conflict"]))
export type StepAnswer = z.infer<typeof answersSchema>[number]

type Waiting = { item: StepItem; resolve(answer: StepAnswer): void; reject(error: unknown): void }
type Lane = { waiting: Waiting[]; inFlight: number }

/** Calls under way at once for one tenant in this process. Two keep the disk busy while the next group gathers. */
const callsInFlightMax = 2
/** Steps in one call. Beyond this a commit gets longer without getting cheaper for each step. */
const stepsPerCallMax = 64

const lanes = new Map<string, Lane>()

/**
 * Writes one decided step on the tenant's own connection. While calls are under way, further steps of the tenant wait
 * and then share one call and one commit; each is applied or refused alone.
 */
export function applyStep(sql: Sql, schema: string, item: StepItem): Promise<StepAnswer> {
  let lane = lanes.get(schema)
  if (!lane) lanes.set(schema, (lane = { waiting: [], inFlight: 0 }))
  const promise = new Promise<StepAnswer>((resolve, reject) => lane.waiting.push({ item, resolve, reject }))
  drain(sql, schema, lane)
  return promise
}

function drain(sql: Sql, schema: string, lane: Lane): void {
  while (lane.inFlight < callsInFlightMax && lane.waiting.length > 0) {
    const group = takeGroup(lane)
    lane.inFlight++
    void writeGroup(sql, group).finally(() => {
      lane.inFlight--
      if (lane.waiting.length > 0) drain(sql, schema, lane)
      else if (lane.inFlight === 0) lanes.delete(schema)
    })
  }
}

/** The next steps that may share a call: a second one on the same ticket or pool would only be refused, so it waits. */
function takeGroup(lane: Lane): Waiting[] {
  const group: Waiting[] = []
  const later: Waiting[] = []
  const touched = new Set<string>()
  for (const entry of lane.waiting) {
    const keys = [entry.item.ticketId, ...(entry.item.pools ?? []).map((pool) => pool.key)]
    if (group.length >= stepsPerCallMax || keys.some((key) => touched.has(key))) later.push(entry)
    else {
      group.push(entry)
      for (const key of keys) touched.add(key)
    }
  }
  lane.waiting = later
  // One order of tickets for every caller, so that two calls never wait for each other crosswise.
  return group.sort((a, b) => (a.item.ticketId < b.item.ticketId ? -1 : 1))
}

async function writeGroup(sql: Sql, group: Waiting[]): Promise<void> {
  try {
    const answers = await callApplySteps(
      sql,
      group.map((entry) => entry.item),
    )
    group.forEach((entry, index) => entry.resolve(answers[index]!))
  } catch (error) {
    if (group.length === 1) return group[0]!.reject(error)
    // One bad item must not fail its neighbours: each is tried alone.
    for (const entry of group) await writeGroup(sql, [entry])
  }
}

async function callApplySteps(sql: Sql, items: StepItem[]): Promise<StepAnswer[]> {
  const [row] = await sql<{ answers: unknown }[]>`select apply_steps(${sql.json(items as never)}) as answers`
  return answersSchema.length(items.length).parse(row?.answers)
}
