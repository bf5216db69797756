import type { Sql } from "postgres"
import * as z from "zod"
import { together, type StepItem } from "./step-item"

const answersSchema = z.array(z.enum(["applied", "replayed", "conflict"]))
export type StepAnswer = z.infer<typeof answersSchema>[number]

// Two keep the disk busy while the next group gathers.
const callsInFlightMax = 2
// Beyond this a commit gets longer without getting cheaper for each step.
const stepsPerCallMax = 64

type Waiting = { item: StepItem; resolve: (answer: StepAnswer) => void; reject: (error: unknown) => void }
type Lane = { waiting: Waiting[]; callsInFlight: number }

const lanes = new Map<string, Lane>()

/**
 * Writes one decided step on the tenant's own connection. While calls of the tenant are under way, further steps wait
 * and then share one call and one commit: nobody waits for company, and the more there is to do the less each costs.
 * Each step is applied or refused alone. When a call fails its steps are sent one by one, so that a bad one does not fail
 * its neighbours.
 */
export function applyStep(sql: Sql, schema: string, item: StepItem): Promise<StepAnswer> {
  return new Promise((resolve, reject) => {
    let lane = lanes.get(schema)
    if (!lane) lanes.set(schema, (lane = { waiting: [], callsInFlight: 0 }))
    lane.waiting.push({ item, resolve, reject })
    drain(sql, schema, lane)
  })
}

function drain(sql: Sql, schema: string, lane: Lane): void {
  while (lane.callsInFlight < callsInFlightMax && lane.waiting.length > 0) {
    lane.callsInFlight++
    void writeGroup(sql, takeGroup(lane)).finally(() => {
      lane.callsInFlight--
      if (lane.waiting.length > 0) drain(sql, schema, lane)
      else if (lane.callsInFlight === 0) lanes.delete(schema)
    })
  }
}

/** The steps that have waited longest; a second one on the same ticket or pool would only be refused, so it waits. */
function takeGroup(lane: Lane): Waiting[] {
  const group: Waiting[] = []
  const later: Waiting[] = []
  const touched = new Set<string>()
  for (const entry of lane.waiting) {
    const keys = [entry.item.step.ticketId, ...(entry.item.pools ?? []).map((pool) => pool.key)]
    if (group.length >= stepsPerCallMax || keys.some((key) => touched.has(key))) later.push(entry)
    else {
      group.push(entry)
      for (const key of keys) touched.add(key)
    }
  }
  lane.waiting = later
  // One order of tickets for every caller, so that two calls never wait for each other crosswise.
  return group.sort((a, b) => (a.item.step.ticketId < b.item.step.ticketId ? -1 : 1))
}

async function writeGroup(sql: Sql, group: Waiting[]): Promise<void> {
  try {
    const items = together(group.map(({ item }) => item))
    const [row] = await sql<{ answers: unknown }[]>`select apply_steps(${sql.json(items as never)}) as answers`
    const answers = answersSchema.length(group.length).parse(row?.answers)
    for (const [index, { resolve }] of group.entries()) resolve(answers[index]!)
  } catch (error) {
    if (group.length === 1) return group[0]!.reject(error)
    for (const entry of group) await writeGroup(sql, [entry])
  }
}
