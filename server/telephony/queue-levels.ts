import * as z from "zod"
import { defaultLimits } from "@/core/call/metrics"
import type { TenantRef } from "@/db/tenant-client"
import { listSkillGroups } from "@/server/people/skill-groups"
import { dayOf } from "./day-range"
import { readFigures } from "./today"

/** How a skill group has served today. `serviceLevel` is variant B, between 0 and 1; null while nothing was offered. */
export const queueLevelsSchema = z.array(
  z.object({
    skillGroupId: z.uuid(),
    name: z.string(),
    /** What the telephone systems call it. */
    queueIds: z.array(z.string()),
    offered: z.number(),
    answered: z.number(),
    answeredInTime: z.number(),
    serviceLevel: z.number().nullable(),
  }),
)

/** More groups than this are not read one by one while somebody waits. */
const groupsMax = 60

/** Today's service of every skill group that a telephone system knows, the first 60. */
export async function readQueueLevels(
  tenant: TenantRef & { timeZone: string },
): Promise<z.infer<typeof queueLevelsSchema>> {
  const groups = (await listSkillGroups(tenant)).filter(({ vendorIds }) => vendorIds.length > 0).slice(0, groupsMax)
  const day = dayOf(Date.now(), tenant.timeZone)
  return Promise.all(
    groups.map(async ({ id, name, vendorIds }) => {
      const { offered, answered, serviceLevel } = await readFigures(tenant, day, defaultLimits, vendorIds)
      const { numerator, value } = serviceLevel.B
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
}
