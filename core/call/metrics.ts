import type { CallOutcome } from "./outcome"

/**
 * # The figures of a call centre, as sums
 *
 * Every figure is a quotient of two sums over calls, and only the sums are kept, added and stored: a day is the sum of its
 * quarter hours, never an average of averages. O = A + B + X: what was offered to people was answered (A), abandoned (B)
 * or left otherwise (X: put out by the queue, diverted out of it, lost). A call that went straight to an agent is offered
 * with a wait of zero. Calls are counted in the interval they arrived in. Outbound and internal calls are not counted.
 */
export type MetricCall = {
  outcome: CallOutcome
  direction: "in" | "out" | "internal"
  direct: boolean
  /** The caller was in a queue at some time. */
  queued: boolean
  waitMs: number | null
  talkMs: number | null
  holdMs: number
  /** How many equal calls this stands for; sums of the durations come with it. Absent = 1. */
  count?: number
}

export type MetricLimits = {
  /** The T of the service level, inclusive. */
  serviceLevelSec: number
  /** The S of short abandons, exclusive. */
  shortAbandonSec: number
}
export const defaultLimits: MetricLimits = { serviceLevelSec: 20, shortAbandonSec: 5 }

export type MetricCounts = {
  records: number
  offered: number
  answered: number
  direct: number
  abandonedInQueue: number
  otherExits: number
  hungUpInIvr: number
  selfServed: number
  diverted: number
  phantom: number
  /** Still going on: in no other figure yet. */
  open: number
  answeredInTime: number
  abandonedInTime: number
  shortAbandons: number
  answeredWaitMs: number
  abandonedWaitMs: number
  talkMs: number
  holdMs: number
  callsWithHold: number
}

export function noCounts(): MetricCounts {
  return {
    records: 0,
    offered: 0,
    answered: 0,
    direct: 0,
    abandonedInQueue: 0,
    otherExits: 0,
    hungUpInIvr: 0,
    selfServed: 0,
    diverted: 0,
    phantom: 0,
    open: 0,
    answeredInTime: 0,
    abandonedInTime: 0,
    shortAbandons: 0,
    answeredWaitMs: 0,
    abandonedWaitMs: 0,
    talkMs: 0,
    holdMs: 0,
    callsWithHold: 0,
  }
}

/** The sums over these calls. Pure; any order of the calls gives the same. */
export function countCalls(calls: Iterable<MetricCall>, limits: MetricLimits = defaultLimits): MetricCounts {
  const counts = noCounts()
  for (const call of calls) if (call.direction === "in") countCall(counts, call, limits)
  return counts
}

type Figure = (counts: MetricCounts, call: MetricCall, count: number, limits: MetricLimits) => void

const otherExit: Figure = (counts, call, count) => {
  if (call.queued) counts.otherExits += count
  if (call.outcome === "diverted") counts.diverted += count
}
const stillOpen: Figure = (counts, _call, count) => {
  counts.open += count
}

/** What a call of each outcome adds, besides being a record. */
const figures: Record<CallOutcome, Figure> = {
  in_ivr: stillOpen,
  waiting: stillOpen,
  ringing: stillOpen,
  talking: countAnswered,
  answered: countAnswered,
  abandoned_queue: countAbandoned,
  abandoned_ivr: (counts, _call, count) => {
    counts.hungUpInIvr += count
  },
  self_served: (counts, _call, count) => {
    counts.selfServed += count
  },
  diverted: otherExit,
  unserved: otherExit,
  lost: otherExit,
  not_reached: () => {},
  phantom: (counts, _call, count) => {
    counts.phantom += count
  },
}

function countCall(counts: MetricCounts, call: MetricCall, limits: MetricLimits): void {
  const count = call.count ?? 1
  counts.records += count
  figures[call.outcome](counts, call, count, limits)
  counts.offered = counts.answered + counts.abandonedInQueue + counts.otherExits
}

function countAnswered(counts: MetricCounts, call: MetricCall, count: number, limits: MetricLimits): void {
  const wait = call.waitMs ?? 0
  counts.answered += count
  if (call.direct) counts.direct += count
  // A group of equal calls shares one wait for the comparison and brings its sum.
  if (wait / count <= limits.serviceLevelSec * 1000) counts.answeredInTime += count
  counts.answeredWaitMs += wait
  counts.talkMs += call.talkMs ?? 0
  counts.holdMs += call.holdMs
  if (call.holdMs > 0) counts.callsWithHold += count
  if (call.outcome === "talking") counts.open += count
}

function countAbandoned(counts: MetricCounts, call: MetricCall, count: number, limits: MetricLimits): void {
  const wait = call.waitMs ?? 0
  counts.abandonedInQueue += count
  if (wait / count <= limits.serviceLevelSec * 1000) counts.abandonedInTime += count
  if (wait / count < limits.shortAbandonSec * 1000) counts.shortAbandons += count
  counts.abandonedWaitMs += wait
}

/** The sums of two disjoint sets of calls together. */
export function addCounts(a: MetricCounts, b: MetricCounts): MetricCounts {
  const sum = noCounts()
  for (const key of Object.keys(sum) as (keyof MetricCounts)[]) sum[key] = a[key] + b[key]
  return sum
}

/** A quotient with its two sums, so that a page can show both. `value` is null when there is nothing to divide by. */
export type Ratio = { numerator: number; denominator: number; value: number | null }

function ratio(numerator: number, denominator: number): Ratio {
  return { numerator, denominator, value: denominator === 0 ? null : numerator / denominator }
}

/**
 * Service level in its five usual meanings; a contract names one of them, and they differ by up to ten points.
 * A = answered in time ÷ answered (Asterisk ServicelevelPerf) · B = ÷ offered · C = ÷ offered without those who gave up in
 * time · D = answered or given up in time ÷ offered (Asterisk ServicelevelPerf2, Amazon Connect) · E = answered in time ÷
 * offered without short abandons.
 */
export const serviceLevels = {
  A: (c: MetricCounts) => ratio(c.answeredInTime, c.answered),
  B: (c: MetricCounts) => ratio(c.answeredInTime, c.offered),
  C: (c: MetricCounts) => ratio(c.answeredInTime, c.offered - c.abandonedInTime),
  D: (c: MetricCounts) => ratio(c.answeredInTime + c.abandonedInTime, c.offered),
  E: (c: MetricCounts) => ratio(c.answeredInTime, c.offered - c.shortAbandons),
} as const
export type ServiceLevelName = keyof typeof serviceLevels

/** Every other figure of the reports; durations in seconds. */
export const metrics = {
  abandonmentRate: (c: MetricCounts) => ratio(c.abandonedInQueue, c.offered),
  abandonmentRateWithoutShort: (c: MetricCounts) =>
    ratio(c.abandonedInQueue - c.shortAbandons, c.offered - c.shortAbandons),
  asaSec: (c: MetricCounts) => ratio(c.answeredWaitMs / 1000, c.answered),
  abandonSec: (c: MetricCounts) => ratio(c.abandonedWaitMs / 1000, c.abandonedInQueue),
  talkSec: (c: MetricCounts) => ratio(c.talkMs / 1000, c.answered),
  holdSec: (c: MetricCounts) => ratio(c.holdMs / 1000, c.callsWithHold),
  selfServiceRate: (c: MetricCounts) => ratio(c.selfServed, c.records - c.phantom),
  diversionRate: (c: MetricCounts) => ratio(c.diverted, c.records - c.phantom),
} as const
export type MetricName = keyof typeof metrics
