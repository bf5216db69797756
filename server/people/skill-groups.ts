import { randomUUID } from "node:crypto"
import { and, eq, inArray, ne, sql } from "drizzle-orm"
import * as z from "zod"
import type { Problem } from "@/core/problem"
import type { Tx } from "@/db/connect"
import { type TenantRef, withTenant } from "@/db/tenant-client"
import { person, skillGroup, skillMember } from "@/db/tenant/people"
import { AppError } from "@/server/api/app-error"
import { recordAudit } from "@/server/audit/record"
import type { Session } from "@/server/auth/session"
import { forgetDirectory } from "./directory"
import { nameProblems, tidyName } from "./name"
import { personUnknown, skillKeyInvalid, skillKeyTaken } from "./problems"

export const skillGroupSchema = z.object({
  id: z.uuid(),
  key: z.string(),
  name: z.string(),
  /** What telephony systems call it. */
  vendorIds: z.array(z.string()),
  personIds: z.array(z.uuid()),
})
export type SkillGroup = z.infer<typeof skillGroupSchema>
export type SkillGroupDraft = Omit<SkillGroup, "id">

export const listSkillGroups = (tenant: TenantRef): Promise<SkillGroup[]> =>
  withTenant(tenant)
    .db.select({
      id: skillGroup.id,
      key: skillGroup.key,
      name: skillGroup.name,
      vendorIds: skillGroup.vendorIds,
      personIds: sql<string[]>`coalesce((
        select jsonb_agg(${skillMember.personId}) from ${skillMember} where ${skillMember.skillGroupId} = ${skillGroup.id}
      ), '[]'::jsonb)`,
    })
    .from(skillGroup)
    .orderBy(skillGroup.name, skillGroup.id)

/** Throws INVALID. */
export async function createSkillGroup(session: Session, draft: SkillGroupDraft): Promise<{ id: string }> {
  const id = randomUUID()
  await change(session, async (tx) => {
    const { personIds, ...values } = await checked(tx, null, draft)
    await tx.insert(skillGroup).values({ id, ...values })
    await setMembers(tx, id, personIds)
    return { action: "skillGroup.created", subject: `skillGroup:${id}`, after: { ...values, personIds } }
  })
  return { id }
}

/** Throws NOT_FOUND, INVALID. */
export async function changeSkillGroup(session: Session, { id, ...draft }: SkillGroup): Promise<void> {
  await change(session, async (tx) => {
    const before = await lock(tx, id)
    const { personIds, ...values } = await checked(tx, id, draft)
    await tx.update(skillGroup).set(values).where(eq(skillGroup.id, id))
    await setMembers(tx, id, personIds)
    return { action: "skillGroup.changed", subject: `skillGroup:${id}`, before, after: { ...values, personIds } }
  })
}

/** Throws NOT_FOUND. Flows that name it show it as a problem when they are next checked. */
export async function removeSkillGroup(session: Session, id: string): Promise<void> {
  await change(session, async (tx) => {
    const before = await lock(tx, id)
    await tx.delete(skillGroup).where(eq(skillGroup.id, id))
    return { action: "skillGroup.removed", subject: `skillGroup:${id}`, before }
  })
}

async function change(session: Session, work: (tx: Tx) => Promise<Parameters<typeof recordAudit>[2]>): Promise<void> {
  try {
    await withTenant(session.tenant).db.transaction(async (tx) => {
      await recordAudit(tx, session.person.id, await work(tx))
    })
  } catch (error) {
    // Two groups with the same new key at the same moment.
    const cause = (error as { cause?: { constraint_name?: string } }).cause
    if (cause?.constraint_name === "skill_group_key_key") throw new AppError("INVALID", { problems: [skillKeyTaken] })
    throw error
  }
  forgetDirectory(session.tenant)
}

async function lock(tx: Tx, id: string) {
  const [group] = await tx.select().from(skillGroup).where(eq(skillGroup.id, id)).for("update")
  if (!group) throw new AppError("NOT_FOUND")
  const members = await tx.select().from(skillMember).where(eq(skillMember.skillGroupId, id))
  return { key: group.key, name: group.name, vendorIds: group.vendorIds, personIds: members.map((m) => m.personId) }
}

async function checked(tx: Tx, id: string | null, draft: SkillGroupDraft): Promise<SkillGroupDraft> {
  const personIds = [...new Set(draft.personIds)]
  const known = personIds.length === 0 ? [] : await tx.select().from(person).where(inArray(person.id, personIds))
  const sameKey = await tx
    .select({ id: skillGroup.id })
    .from(skillGroup)
    .where(and(eq(skillGroup.key, draft.key), id === null ? undefined : ne(skillGroup.id, id)))
  const problems: Problem[] = [
    ...nameProblems(draft.name, "name"),
    ...(/^[a-z0-9][a-z0-9_-]{0,39}$/.test(draft.key) ? [] : [skillKeyInvalid]),
    ...(sameKey.length > 0 ? [skillKeyTaken] : []),
    ...(known.length < personIds.length ? [personUnknown("personIds")] : []),
  ]
  if (problems.length > 0) throw new AppError("INVALID", { problems })
  return { key: draft.key, name: tidyName(draft.name), vendorIds: [...new Set(draft.vendorIds)], personIds }
}

async function setMembers(tx: Tx, skillGroupId: string, personIds: string[]): Promise<void> {
  await tx.delete(skillMember).where(eq(skillMember.skillGroupId, skillGroupId))
  if (personIds.length > 0)
    await tx.insert(skillMember).values(personIds.map((personId) => ({ skillGroupId, personId })))
}
