import * as z from "zod"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { tenantSetting } from "@/db/tenant/people"
import { recordAudit } from "@/server/audit/record"
import type { Session } from "@/server/auth/session"
import { wake } from "@/server/feed/wake"
import { forgetDirectory } from "./directory"
import { capacityMax } from "./problems"
import { workLimitsKey } from "./work-limits-key"

/** What holds for every member for whom nothing else is said. `capacity` null: any number of open todos. */
export const workLimitsSchema = z.strictObject({ capacity: z.int().min(1).max(capacityMax).nullable() })
export type WorkLimits = z.infer<typeof workLimitsSchema>

export async function workLimits(tenant: TenantRef): Promise<WorkLimits> {
  const [row] = await withTenant(tenant).sql<{ value: unknown }[]>`
    select value from tenant_setting where key = ${workLimitsKey}`
  return workLimitsSchema.catch({ capacity: null }).parse(row?.value)
}

/** From the next dispatch on; todos that wait for room are looked at again at once. */
export async function setWorkLimits({ tenant, person }: Session, limits: WorkLimits): Promise<void> {
  const before = await workLimits(tenant)
  await withTenant(tenant).db.transaction(async (tx) => {
    await tx
      .insert(tenantSetting)
      .values({ key: workLimitsKey, value: limits })
      .onConflictDoUpdate({ target: tenantSetting.key, set: { value: limits, updatedAt: new Date() } })
    await recordAudit(tx, person.id, {
      action: "workLimits.changed",
      subject: "workLimits:tenant",
      before,
      after: limits,
    })
  })
  forgetDirectory(tenant)
  wake(tenant)
}
