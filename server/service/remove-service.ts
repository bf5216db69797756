import { eq } from "drizzle-orm"
import { service } from "@/db/tenant/service"
import { withTenant } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { recordAudit } from "@/server/audit/record"
import type { Session } from "@/server/auth/session"
import { visible } from "./save-service"
import { serviceUsed, serviceUses } from "./service-uses"

/** Deletes a service with its keys. Throws NOT_FOUND, and INVALID with everything that still asks it. */
export async function removeService({ tenant, person }: Session, serviceId: string): Promise<void> {
  const uses = await serviceUses(tenant, person.roles)
  await withTenant(tenant).db.transaction(async (tx) => {
    const [before] = await tx.select().from(service).where(eq(service.id, serviceId)).for("update")
    if (!before) throw new AppError("NOT_FOUND")
    const problems = (uses.get(serviceId) ?? []).map(serviceUsed)
    if (problems.length > 0) throw new AppError("INVALID", { problems })
    await tx.delete(service).where(eq(service.id, serviceId))
    await recordAudit(tx, person.id, {
      action: "service.removed",
      subject: `service:${serviceId}`,
      before: visible(before),
    })
  })
}
