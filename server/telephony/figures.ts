import * as z from "zod"
import { metrics, serviceLevels, type MetricCounts, type Ratio } from "@/core/call/metrics"

const ratioSchema = z.object({ numerator: z.number(), denominator: z.number(), value: z.number().nullable() })

/** The figures of an interval, each with the sums behind it. Rates between 0 and 1, durations in seconds. */
export const figuresSchema = z.object({
  records: z.int(),
  offered: z.int(),
  answered: z.int(),
  direct: z.int(),
  abandonedInQueue: z.int(),
  otherExits: z.int(),
  hungUpInIvr: z.int(),
  selfServed: z.int(),
  diverted: z.int(),
  open: z.int(),
  serviceLevelSec: z.number(),
  serviceLevel: z.object({ A: ratioSchema, B: ratioSchema, C: ratioSchema, D: ratioSchema, E: ratioSchema }),
  asaSec: ratioSchema,
  talkSec: ratioSchema,
  abandonSec: ratioSchema,
  abandonmentRate: ratioSchema,
  selfServiceRate: ratioSchema,
})
export type Figures = z.infer<typeof figuresSchema>

export function figuresOf(counts: MetricCounts, serviceLevelSec: number): Figures {
  const { records, offered, answered, direct, abandonedInQueue, otherExits, hungUpInIvr, selfServed } = counts
  const level = (name: keyof typeof serviceLevels): Ratio => serviceLevels[name](counts)
  return {
    records,
    offered,
    answered,
    direct,
    abandonedInQueue,
    otherExits,
    hungUpInIvr,
    selfServed,
    diverted: counts.diverted,
    open: counts.open,
    serviceLevelSec,
    serviceLevel: { A: level("A"), B: level("B"), C: level("C"), D: level("D"), E: level("E") },
    asaSec: metrics.asaSec(counts),
    talkSec: metrics.talkSec(counts),
    abandonSec: metrics.abandonSec(counts),
    abandonmentRate: metrics.abandonmentRate(counts),
    selfServiceRate: metrics.selfServiceRate(counts),
  }
}
