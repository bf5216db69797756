import * as z from "zod"
import type { Directory } from "@/core/people/directory"
import { queueUnit } from "@/core/people/queue"
import { indexDirectory } from "@/core/people/units"
import { differences, type Comparison } from "./compare-runs"
import type { Measure } from "./measure"

const pair = z.strictObject({ was: z.number(), would: z.number() })
/** Todos, and the hours they lay there in milliseconds. */
const workSchema = z.strictObject({ todos: pair, heldMs: pair })

/** What a back-test says of all tickets together. */
export const totalsSchema = z.strictObject({
  /** Tickets run again, those among them about which nothing can be said, and those that are as they were. */
  tickets: z.int(),
  same: z.int(),
  counts: z.record(z.enum(differences), z.int()),
  /** Tickets with a clock that ran out. */
  late: pair,
  /** By clock, as `Measure.late` names it. */
  clocks: z.record(z.string(), pair),
  /** Arrivals at each step, and by each way from step to step (`<from> <to>`). */
  nodes: z.record(z.string(), pair),
  ways: z.record(z.string(), pair),
  /** Tickets that first go another way after this step. */
  partings: z.record(z.string(), z.int()),
  /** By how they end; "open" while they do not. */
  ends: z.record(z.string(), pair),
  /** By unit ("none" for people without), and by person. A queue of a unit is the unit's. */
  units: z.record(z.string(), workSchema),
  people: z.record(z.string(), workSchema),
  /** Tickets at which something was assumed at a step. */
  assumed: z.record(z.string(), z.int()),
  /** From the opening to the close, of tickets that are closed both times. */
  durationMs: pair,
  closedBoth: z.int(),
})
export type Totals = z.infer<typeof totalsSchema>

export const noTotals = (): Totals => ({
  tickets: 0,
  same: 0,
  counts: { rerouted: 0, newlyLate: 0, notLate: 0, otherEnd: 0, newIncident: 0, incomparable: 0 },
  late: { was: 0, would: 0 },
  clocks: {},
  nodes: {},
  ways: {},
  partings: {},
  ends: {},
  units: {},
  people: {},
  assumed: {},
  durationMs: { was: 0, would: 0 },
  closedBoth: 0,
})

type Side = "was" | "would"

/** A ticket about which nothing can be said. Changes `totals`. */
export function addIncomparable(totals: Totals): void {
  totals.tickets += 1
  totals.counts.incomparable += 1
}

type Ticket = {
  was: Measure
  would: Measure
  comparison: Comparison
  assumed: string[]
  openedAt: number
  until: number
}

/** One ticket more. Changes `totals`, which were made for it alone. */
export function addTicket(totals: Totals, directory: Directory, ticket: Ticket): void {
  const { was, would, comparison, assumed, openedAt } = ticket
  totals.tickets += 1
  if (comparison.differences.length === 0) totals.same += 1
  for (const difference of comparison.differences) totals.counts[difference] += 1
  if (comparison.parting) {
    const after = comparison.parting.afterNodeId ?? ""
    totals.partings[after] = (totals.partings[after] ?? 0) + 1
  }
  for (const nodeId of assumed) totals.assumed[nodeId] = (totals.assumed[nodeId] ?? 0) + 1
  addSide(totals, directory, "was", was, ticket.until)
  addSide(totals, directory, "would", would, ticket.until)
  if (was.closedAt !== null && would.closedAt !== null) {
    totals.closedBoth += 1
    totals.durationMs.was += was.closedAt - openedAt
    totals.durationMs.would += would.closedAt - openedAt
  }
}

function addSide(totals: Totals, directory: Directory, side: Side, measure: Measure, until: number): void {
  if (measure.late.size > 0) totals.late[side] += 1
  for (const clock of measure.late) count(totals.clocks, clock, side)
  for (const { from, to } of measure.hops) {
    count(totals.nodes, to, side)
    if (from !== null) count(totals.ways, `${from} ${to}`, side)
  }
  count(totals.ends, measure.status === "closed" ? (measure.resolution ?? "") : "open", side)
  const index = indexDirectory(directory)
  for (const { assigneeId, queue, activeAt, endedAt } of measure.todos.values()) {
    const unitId = index.person(assigneeId)?.unitId ?? (assigneeId === null && queue !== null ? queueUnit(queue) : null)
    const heldMs = Math.max(0, (endedAt ?? until) - activeAt)
    addWork(totals.units, unitId ?? "none", side, heldMs)
    if (assigneeId !== null) addWork(totals.people, assigneeId, side, heldMs)
  }
}

function count(pairs: Record<string, { was: number; would: number }>, key: string, side: Side): void {
  const known = (pairs[key] ??= { was: 0, would: 0 })
  known[side] += 1
}

function addWork(work: Totals["units"], key: string, side: Side, heldMs: number): void {
  const known = (work[key] ??= { todos: { was: 0, would: 0 }, heldMs: { was: 0, would: 0 } })
  known.todos[side] += 1
  known.heldMs[side] += heldMs
}
