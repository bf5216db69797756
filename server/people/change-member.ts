import { and, eq, ne, sql } from "drizzle-orm"
import type { Problem } from "@/core/problem"
import type { Role } from "@/core/people/directory"
import type { Tx } from "@/db/connect"
import { withTenant } from "@/db/tenant-client"
import { person, presence, unit } from "@/db/tenant/people"
import { AppError } from "@/server/api/app-error"
import { recordAudit } from "@/server/audit/record"
import { forgetSessions } from "@/server/auth/load-session"
import type { Session } from "@/server/auth/session"
import { wake } from "@/server/feed/wake"
import { forgetDirectory } from "./directory"
import { nameProblems, tidyName } from "./name"
import { extensionInvalid, extensionTaken, lastOwner, rolesMissing, unitUnknown } from "./problems"

/** What is left out stays as it is; null empties it. */
export type MemberChange = {
  personId: string
  name?: string | undefined
  roles?: Role[] | undefined
  unitId?: string | null | undefined
  active?: boolean | undefined
  extension?: string | null | undefined
  phone?: string | null | undefined
  wecomId?: string | null | undefined
  /** Open todos at once; null = as for everybody. */
  capacity?: number | null | undefined
  /** Minor units; null = no amount. */
  approvalLimit?: number | null | undefined
}

/** Changes a member. Throws AppError: NOT_FOUND, INVALID (among others when no active owner would be left). */
export async function changeMember(session: Session, change: MemberChange): Promise<void> {
  const { tenant } = session
  await withTenant(tenant).db.transaction(async (tx) => {
    // All owners, in one order: two owners who demote each other at once must not both succeed.
    const owners = await tx
      .select({ id: person.id })
      .from(person)
      .where(and(eq(person.active, true), sql`${person.roles} ? 'owner'`))
      .orderBy(person.id)
      .for("update")
    const [before] = await tx.select().from(person).where(eq(person.id, change.personId)).for("update")
    if (!before) throw new AppError("NOT_FOUND")

    const after = {
      name: change.name === undefined ? before.name : tidyName(change.name),
      roles: change.roles ? [...new Set(change.roles)] : before.roles,
      unitId: change.unitId === undefined ? before.unitId : change.unitId,
      active: change.active ?? before.active,
      extension: change.extension === undefined ? before.extension : change.extension,
      phone: change.phone === undefined ? before.phone : change.phone,
      wecomId: change.wecomId === undefined ? before.wecomId : change.wecomId,
      capacity: change.capacity === undefined ? before.capacity : change.capacity,
      approvalLimit: change.approvalLimit === undefined ? before.approvalLimit : change.approvalLimit,
    }
    const staysOwner = after.active && after.roles.includes("owner")
    const problems: Problem[] = [
      ...(change.name === undefined ? [] : nameProblems(change.name, "name")),
      ...(after.roles.length === 0 ? [rolesMissing] : []),
      ...(!staysOwner && owners.every(({ id }) => id === change.personId) ? [lastOwner] : []),
      ...(after.unitId !== null && !(await unitExists(tx, after.unitId)) ? [unitUnknown("unitId")] : []),
      ...(await extensionProblems(tx, change.personId, after)),
    ]
    if (problems.length > 0) throw new AppError("INVALID", { problems })

    await tx.update(person).set(after).where(eq(person.id, change.personId))
    if (!after.active) await tx.delete(presence).where(eq(presence.personId, change.personId))
    const { name, roles, unitId, active, extension, phone, wecomId, capacity, approvalLimit } = before
    await recordAudit(tx, session.person.id, {
      action: "person.changed",
      subject: `person:${change.personId}`,
      before: { name, roles, unitId, active, extension, phone, wecomId, capacity, approvalLimit },
      after,
    })
  })
  forgetDirectory(tenant)
  // There may be room now for what waits.
  wake(tenant)
  forgetSessions(tenant.id)
}

export async function unitExists(tx: Tx, unitId: string): Promise<boolean> {
  return (await tx.select({ id: unit.id }).from(unit).where(eq(unit.id, unitId))).length > 0
}

async function extensionProblems(
  tx: Tx,
  personId: string,
  { extension, active }: { extension: string | null; active: boolean },
): Promise<Problem[]> {
  if (extension === null) return []
  if (!/^\d{2,12}$/.test(extension)) return [extensionInvalid]
  if (!active) return []
  const others = await tx
    .select({ id: person.id })
    .from(person)
    .where(and(eq(person.extension, extension), eq(person.active, true), ne(person.id, personId)))
  return others.length > 0 ? [extensionTaken] : []
}
