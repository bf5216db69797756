import "server-only"
import * as z from "zod"
import { pageContext } from "@/server/api/caller"
import { createCallerFactory, procedure, router } from "@/server/api/trpc"
import { listSkillGroups } from "@/server/people/skill-groups"
import { readFigures } from "@/server/telephony/today"
import { dayOf } from "@/server/telephony/day-range"
import { defaultLimits } from "@/core/call/metrics"

const levelSchema = z.object({
  skillGroupId: z.uuid(),
  name: z.string(),
  queueIds: z.array(z.string()),
  offered: z.number(),
  answered: z.number(),
  answeredInTime: z.number(),
  serviceLevel: z.number().nullable(),
})

/** More groups than this are not read one by one while a page is rendered. */
const groupsMax = 60

const levels = router({
  today: procedure("supervisor", "agent", "auditor", "designer")
    .output(z.array(levelSchema))
    .query(async ({ ctx: { tenant } }) => {
      const groups = (await listSkillGroups(tenant)).filter(({ vendorIds }) => vendorIds.length > 0).slice(0, groupsMax)
      const day = dayOf(Date.now(), tenant.timeZone)
      return Promise.all(
        groups.map(async ({ id, name, vendorIds }) => {
          const figures = await readFigures(tenant, day, defaultLimits, vendorIds)
          const { numerator, value } = figures.serviceLevel.B
          const { offered, answered } = figures
          return {
            skillGroupId: id,
            name,
            queueIds: vendorIds,
            offered,
            answered,
            answeredInTime: numerator,
            serviceLevel: value,
          }
        }),
      )
    }),
})

const caller = createCallerFactory(levels)

/** How each skill group has served today, for the person whose page is rendered. Throws what a procedure throws. */
export const queueLevels = async () => caller(await pageContext()).today()
