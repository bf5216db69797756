import { randomUUID } from "node:crypto"
import { and, eq } from "drizzle-orm"
import * as z from "zod"
import { checkCustomKind } from "@/core/flow/check-custom-kind"
import { customKindSchema, type CustomKind } from "@/core/flow/custom-kind"
import type { Problem } from "@/core/problem"
import { customKind } from "@/db/tenant/service"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { recordAudit } from "@/server/audit/record"
import type { Session } from "@/server/auth/session"
import { serviceChoices } from "@/server/flow/check-context"
import { ownKinds } from "./own-kinds"

export const saveKindInput = z.strictObject({
  /** null adds one. */
  kindId: z.uuid().nullable(),
  /** The revision the editor saw; 0 for a new one. */
  revision: z.int32(),
  definition: customKindSchema,
})

/**
 * Adds or changes a node kind. Published versions keep the copy they have; drafts take the new one when they are opened
 * or published next. Throws NOT_FOUND, INVALID, and CONFLICT when somebody else saved meanwhile.
 */
export async function saveKind(
  { tenant, person }: Session,
  input: z.infer<typeof saveKindInput>,
): Promise<{ kindId: string; revision: number }> {
  const { definition } = input
  const kindId = input.kindId ?? randomUUID()
  const problems = [...checkCustomKind(definition), ...(await outerProblems(tenant, kindId, definition))]
  if (problems.length > 0) throw new AppError("INVALID", { problems })
  const revision = input.kindId === null ? 1 : input.revision + 1
  await withTenant(tenant).db.transaction(async (tx) => {
    const [before] = await tx.select().from(customKind).where(eq(customKind.id, kindId)).for("update")
    if (input.kindId !== null && !before) throw new AppError("NOT_FOUND")
    if (before && before.revision !== input.revision) throw new AppError("CONFLICT")
    if (before) {
      await tx
        .update(customKind)
        .set({ definition, revision, updatedAt: new Date() })
        .where(and(eq(customKind.id, kindId), eq(customKind.revision, input.revision)))
    } else await tx.insert(customKind).values({ id: kindId, definition, revision })
    await recordAudit(tx, person.id, {
      action: before ? "kind.changed" : "kind.created",
      subject: `kind:${kindId}`,
      before: before?.definition,
      after: definition,
    })
  })
  return { kindId, revision }
}

/** What only the tenant's data can say: the service is there, and the names are not another kind's. */
async function outerProblems(tenant: TenantRef, kindId: string, definition: CustomKind): Promise<Problem[]> {
  const [services, kinds] = await Promise.all([serviceChoices(tenant), ownKinds(tenant)])
  const problems: Problem[] = []
  const add = (code: string, field: string, en: string, zh: string) =>
    problems.push({ code, severity: "error", place: { field }, text: { en, zh } })
  if (!services.some(({ id }) => id === definition.request.serviceId))
    add("unknownService", "request.serviceId", "Choose a service.", "请选择服务。")
  for (const locale of ["en", "zh"] as const) {
    const name = definition.name[locale].trim().toLocaleLowerCase()
    const isTaken = kinds.some((one) => one.id !== kindId && one.definition.name[locale].toLocaleLowerCase() === name)
    if (isTaken) add("nameTaken", `name.${locale}`, "Another kind has this name.", "已有同名的环节。")
  }
  return problems
}
