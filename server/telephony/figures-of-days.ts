import * as z from "zod"
import { defaultLimits } from "@/core/call/metrics"
import type { TenantRef } from "@/db/tenant-client"
import { daysRange } from "./day-range"
import { figuresSchema } from "./figures"
import { readFigures } from "./today"

const day = z.string().regex(/^\d{4}-\d\d-\d\d$/)

/** Days as YYYY-MM-DD in the tenant's zone, both included; of one queue or, with null, of all. */
export const figuresOfDaysInput = z.strictObject({ from: day, to: day, queueId: z.string().max(200).nullable() })

export const figuresOfDaysSchema = figuresSchema.extend({ asOf: z.number() })

/** The figures of the calls that arrived on these days: the sums `npm run report` prints. */
export async function figuresOfDays(
  tenant: TenantRef & { timeZone: string },
  input: z.infer<typeof figuresOfDaysInput>,
): Promise<z.infer<typeof figuresOfDaysSchema>> {
  const asOf = Date.now()
  const range = daysRange(input.from, input.to, tenant.timeZone)
  const queueIds = input.queueId === null ? undefined : [input.queueId]
  return { ...(await readFigures(tenant, range, defaultLimits, queueIds)), asOf }
}
