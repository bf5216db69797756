import * as z from "zod"
import { defaultLimits, type MetricLimits } from "@/core/call/metrics"
import type { TenantRef } from "@/db/tenant-client"
import { countCallsIn } from "./count-calls"
import { dayOf, type Range } from "./day-range"
import { figuresOf, figuresSchema } from "./figures"

export const todaySchema = figuresSchema.extend({
  /** Start of the day in the tenant's zone, and the instant the figures are of. */
  from: z.number(),
  asOf: z.number(),
})
export type Today = z.infer<typeof todaySchema>

/** The figures of the calls that arrived since local midnight. */
export async function readToday(
  tenant: TenantRef & { timeZone: string },
  limits: MetricLimits = defaultLimits,
  nowMs = Date.now(),
): Promise<Today> {
  const range = dayOf(nowMs, tenant.timeZone)
  const figures = await readFigures(tenant, range, limits)
  return { ...figures, from: range.from.getTime(), asOf: nowMs }
}

/** The figures of the calls that arrived in a range, of all queues or of these. */
export async function readFigures(
  tenant: TenantRef,
  range: Range,
  limits: MetricLimits = defaultLimits,
  queueIds?: readonly string[],
) {
  return figuresOf(await countCallsIn(tenant, range, limits, queueIds), limits.serviceLevelSec)
}
