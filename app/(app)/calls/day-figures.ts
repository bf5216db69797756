import "server-only"
import { z } from "zod"
import { defaultLimits } from "@/core/call/metrics"
import { pageContext } from "@/server/api/caller"
import { createCallerFactory, procedure, router } from "@/server/api/trpc"
import { daysRange } from "@/server/telephony/day-range"
import { figuresSchema } from "@/server/telephony/figures"
import { readFigures } from "@/server/telephony/today"

const day = z.string().regex(/^\d{4}-\d\d-\d\d$/)

const figures = router({
  ofDays: procedure("supervisor", "agent", "auditor", "designer")
    .input(z.strictObject({ from: day, to: day, queueId: z.string().max(200).nullable() }))
    .output(figuresSchema.extend({ asOf: z.number() }))
    .query(async ({ ctx: { tenant }, input: { from, to, queueId } }) => {
      const asOf = Date.now()
      const range = daysRange(from, to, tenant.timeZone)
      return { ...(await readFigures(tenant, range, defaultLimits, queueId === null ? undefined : [queueId])), asOf }
    }),
})

const caller = createCallerFactory(figures)

/**
 * The figures of the calls that arrived on these days, both included, in the tenant's zone: the sums `npm run report`
 * prints. For the person whose page is rendered. Throws what a procedure throws.
 */
export const dayFigures = async (input: { from: string; to: string; queueId: string | null }) =>
  caller(await pageContext()).ofDays(input)
