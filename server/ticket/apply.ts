import * as z from "zod"
import { gather } from "./gather"
import { together, type StepItem } from "./step-item"

const answersSchema = z.array(z.enum(["applied", "replayed", "conflict"]))
export type StepAnswer = z.infer<typeof answersSchema>[number]

/**
 * Writes one decided step on the tenant's own connection. Steps that wait share one call and one commit; each is applied
 * or refused alone.
 */
export const applyStep = gather<StepItem, StepAnswer>({
  // Two keep the disk busy while the next group gathers.
  callsInFlightMax: 2,
  // Beyond this a commit gets longer without getting cheaper for each step.
  perCallMax: 64,
  // A second step on the same ticket or pool would only be refused, so it waits.
  exclusive: ({ step, pools }) => [step.ticketId, ...(pools ?? []).map((pool) => pool.key)],
  async call(sql, items) {
    const places = items.map((item, place) => ({ item, place }))
    // One order of tickets for every caller, so that two calls never wait for each other crosswise.
    places.sort((a, b) => (a.item.step.ticketId < b.item.step.ticketId ? -1 : 1))
    const group = together(places.map(({ item }) => item))
    const [row] = await sql<{ answers: unknown }[]>`select apply_steps(${sql.json(group as never)}) as answers`
    const given = answersSchema.length(items.length).parse(row?.answers)
    const answers = Array.from<StepAnswer>({ length: items.length })
    for (const [index, { place }] of places.entries()) answers[place] = given[index]!
    return answers
  },
})
