import { randomUUID } from "node:crypto"
import { and, eq } from "drizzle-orm"
import * as z from "zod"
import type { Problem } from "@/core/problem"
import type { Tx } from "@/db/connect"
import { type TenantRef, withTenant } from "@/db/tenant-client"
import { calendar } from "@/db/tenant/flow"
import { invitation, person, unit } from "@/db/tenant/people"
import { AppError } from "@/server/api/app-error"
import { recordAudit } from "@/server/audit/record"
import type { Session } from "@/server/auth/session"
import { calendarUnknown } from "@/server/sla/problems"
import { forgetDirectory } from "./directory"
import { nameProblems, tidyName } from "./name"
import { personUnknown, unitCycle, unitNotEmpty, unitUnknown } from "./problems"

export const unitSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  parentId: z.uuid().nullable(),
  headId: z.uuid().nullable(),
  /** Its business hours; null = those of the unit above, at the top the tenant's own. */
  calendarId: z.uuid().nullable(),
})
export type Unit = z.infer<typeof unitSchema>
export type UnitDraft = Omit<Unit, "id">

export const listUnits = (tenant: TenantRef): Promise<Unit[]> =>
  withTenant(tenant)
    .db.select({
      id: unit.id,
      name: unit.name,
      parentId: unit.parentId,
      headId: unit.headId,
      calendarId: unit.calendarId,
    })
    .from(unit)
    .orderBy(unit.name, unit.id)

/** Throws INVALID. */
export async function createUnit(session: Session, draft: UnitDraft): Promise<{ id: string }> {
  const id = randomUUID()
  await change(session, async (tx) => {
    const problems = await unitProblems(tx, null, draft)
    if (problems.length > 0) throw new AppError("INVALID", { problems })
    const after = { ...draft, name: tidyName(draft.name) }
    await tx.insert(unit).values({ id, ...after })
    return { action: "unit.created", subject: `unit:${id}`, after }
  })
  return { id }
}

/** Throws NOT_FOUND, INVALID (among others when the unit would be below itself). */
export async function changeUnit(session: Session, { id, ...draft }: Unit): Promise<void> {
  await change(session, async (tx) => {
    const [before] = await tx.select().from(unit).where(eq(unit.id, id))
    if (!before) throw new AppError("NOT_FOUND")
    const problems = await unitProblems(tx, id, draft)
    if (problems.length > 0) throw new AppError("INVALID", { problems })
    const after = { ...draft, name: tidyName(draft.name) }
    await tx.update(unit).set(after).where(eq(unit.id, id))
    const { id: _id, ...values } = before
    return { action: "unit.changed", subject: `unit:${id}`, before: values, after }
  })
}

/** Throws NOT_FOUND, INVALID (it still has members or units below it). */
export async function removeUnit(session: Session, id: string): Promise<void> {
  await change(session, async (tx) => {
    const [before] = await tx.select().from(unit).where(eq(unit.id, id))
    if (!before) throw new AppError("NOT_FOUND")
    const members = await tx.select({ id: person.id }).from(person).where(eq(person.unitId, id)).limit(1)
    const below = await tx.select({ id: unit.id }).from(unit).where(eq(unit.parentId, id)).limit(1)
    if (members.length + below.length > 0) throw new AppError("INVALID", { problems: [unitNotEmpty] })
    // A link that was sent keeps working; whoever joins with it is in no unit.
    await tx.update(invitation).set({ unitId: null }).where(eq(invitation.unitId, id))
    await tx.delete(unit).where(eq(unit.id, id))
    return { action: "unit.removed", subject: `unit:${id}`, before: { name: before.name, parentId: before.parentId } }
  })
}

/** One change of the tree at a time: two moves that are fine alone can make a ring together. */
async function change(session: Session, work: (tx: Tx) => Promise<Parameters<typeof recordAudit>[2]>): Promise<void> {
  await withTenant(session.tenant).db.transaction(async (tx) => {
    await tx.select({ id: unit.id }).from(unit).orderBy(unit.id).for("update")
    await recordAudit(tx, session.person.id, await work(tx))
  })
  forgetDirectory(session.tenant)
}

async function unitProblems(
  tx: Tx,
  id: string | null,
  { name, parentId, headId, calendarId }: UnitDraft,
): Promise<Problem[]> {
  const parents = new Map(
    (await tx.select({ id: unit.id, parentId: unit.parentId }).from(unit)).map((entry) => [entry.id, entry.parentId]),
  )
  const head =
    headId === null
      ? []
      : await tx
          .select()
          .from(person)
          .where(and(eq(person.id, headId), eq(person.active, true)))
  // Held until the unit is written: it cannot be deleted meanwhile.
  const hours =
    calendarId === null
      ? []
      : await tx.select({ id: calendar.id }).from(calendar).where(eq(calendar.id, calendarId)).for("key share")
  return [
    ...nameProblems(name, "name"),
    ...(parentId !== null && !parents.has(parentId) ? [unitUnknown("parentId")] : []),
    ...(id !== null && isBelow(parents, parentId, id) ? [unitCycle] : []),
    ...(headId !== null && head.length === 0 ? [personUnknown("headId")] : []),
    ...(calendarId !== null && hours.length === 0 ? [calendarUnknown("calendarId")] : []),
  ]
}

/** Whether `from` is `ancestor` or somewhere below it. */
function isBelow(parents: Map<string, string | null>, from: string | null, ancestor: string): boolean {
  for (let at = from, steps = 0; at !== null && steps <= parents.size; at = parents.get(at) ?? null, steps++)
    if (at === ancestor) return true
  return false
}
