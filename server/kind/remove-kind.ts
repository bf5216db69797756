import { eq } from "drizzle-orm"
import { customKind } from "@/db/tenant/service"
import { withTenant } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { recordAudit } from "@/server/audit/record"
import type { Session } from "@/server/auth/session"
import { namedInFlows, usedByFlow } from "@/server/flow/named-in-flows"

/** Deletes a node kind. Throws NOT_FOUND, and INVALID with every flow that still has a step of it. */
export async function removeKind({ tenant, person }: Session, kindId: string): Promise<void> {
  const uses = await namedInFlows(tenant, person.roles, "kindId")
  await withTenant(tenant).db.transaction(async (tx) => {
    const [before] = await tx.select().from(customKind).where(eq(customKind.id, kindId)).for("update")
    if (!before) throw new AppError("NOT_FOUND")
    const problems = (uses.get(kindId) ?? []).map((use) =>
      usedByFlow(use, "kindId", {
        en: "Take its steps out of the flow, and publish it.",
        zh: "请先从流程中移除该环节并重新发布。",
      }),
    )
    if (problems.length > 0) throw new AppError("INVALID", { problems })
    await tx.delete(customKind).where(eq(customKind.id, kindId))
    await recordAudit(tx, person.id, { action: "kind.removed", subject: `kind:${kindId}`, before: before.definition })
  })
}
