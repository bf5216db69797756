import { randomUUID } from "node:crypto"
import { aliasedTable, asc, eq, gt, isNull, or, and, sql } from "drizzle-orm"
import * as z from "zod"
import { checkSubstitute } from "@/core/people/check-substitute"
import type { Tx } from "@/db/connect"
import { withTenant } from "@/db/tenant-client"
import { person, substitute } from "@/db/tenant/people"
import { AppError } from "@/server/api/app-error"
import { recordAudit } from "@/server/audit/record"
import type { Session } from "@/server/auth/session"
import { daysRange } from "@/server/telephony/day-range"
import { forgetDirectory } from "./directory"

export const substituteSchema = z.object({
  id: z.uuid(),
  personId: z.uuid(),
  personName: z.string(),
  toId: z.uuid(),
  toName: z.string(),
  from: z.date(),
  /** The first instant after it; null = until further notice. */
  until: z.date().nullable(),
})
export type SubstituteEntry = z.infer<typeof substituteSchema>

/** Days as YYYY-MM-DD in the tenant's zone, both included; `until` null = until further notice. */
export type SubstituteDraft = { personId: string; toId: string; from: string; until: string | null }

/** Whether somebody answers for the work of others. */
const answersForAll = ({ person: { roles } }: Session) => roles.includes("owner") || roles.includes("supervisor")

const notOver = (now: Date) => or(isNull(substitute.untilAt), gt(substitute.untilAt, now))

/** Those that are current or to come, soonest first: one's own in both directions, for owners and supervisors everybody's. */
export function listSubstitutes(session: Session): Promise<SubstituteEntry[]> {
  const [absent, actor] = [aliasedTable(person, "absent"), aliasedTable(person, "actor")]
  const { id } = session.person
  const mine = or(eq(substitute.personId, id), eq(substitute.toId, id))
  return withTenant(session.tenant)
    .db.select({
      id: substitute.id,
      personId: substitute.personId,
      personName: absent.name,
      toId: substitute.toId,
      toName: actor.name,
      from: substitute.fromAt,
      until: substitute.untilAt,
    })
    .from(substitute)
    .innerJoin(absent, eq(absent.id, substitute.personId))
    .innerJoin(actor, eq(actor.id, substitute.toId))
    .where(answersForAll(session) ? notOver(new Date()) : and(notOver(new Date()), mine))
    .orderBy(asc(substitute.fromAt), asc(substitute.id))
}

/**
 * Somebody stands in for oneself or, for owners and supervisors, for anybody. Throws FORBIDDEN, INVALID (the same person,
 * somebody who has left, an overlap, a circle).
 */
export async function setSubstitute(session: Session, draft: SubstituteDraft): Promise<{ id: string }> {
  if (draft.personId !== session.person.id && !answersForAll(session)) throw new AppError("FORBIDDEN")
  const { from, to } = daysRange(draft.from, draft.until ?? draft.from, session.tenant.timeZone)
  const wanted = { personId: draft.personId, toId: draft.toId, from, until: draft.until === null ? null : to }
  return changeSubstitutes(session, (tx) => addSubstitute(tx, session, wanted))
}

/** Ends one now, or takes it back before it began. Throws NOT_FOUND, also for those of others. */
export async function endSubstitute(session: Session, id: string): Promise<void> {
  await changeSubstitutes(session, async (tx) => {
    const now = new Date()
    const [found] = await tx
      .select()
      .from(substitute)
      .where(and(eq(substitute.id, id), notOver(now)))
    if (!found || (found.personId !== session.person.id && !answersForAll(session))) throw new AppError("NOT_FOUND")
    await end(tx, session, found, now)
  })
}

/**
 * From now on and for good somebody gets the new work of somebody else, whatever was set before. Nothing happens when it is
 * so already. Throws INVALID as `setSubstitute`.
 */
export async function forwardForGood(session: Session, personId: string, toId: string): Promise<void> {
  await changeSubstitutes(session, async (tx) => {
    const now = new Date()
    const theirs = await tx
      .select()
      .from(substitute)
      .where(and(eq(substitute.personId, personId), notOver(now)))
    if (theirs.some((one) => one.toId === toId && one.untilAt === null && one.fromAt <= now)) return
    for (const one of theirs) await end(tx, session, one, now)
    await addSubstitute(tx, session, { personId, toId, from: now, until: null })
  })
}

type Range = { personId: string; toId: string; from: Date; until: Date | null }

async function addSubstitute(
  tx: Tx,
  session: Session,
  { personId, toId, from, until }: Range,
): Promise<{ id: string }> {
  const now = new Date()
  const people = await tx.select({ id: person.id, active: person.active }).from(person).orderBy(person.id).for("share")
  const known = await tx.select().from(substitute).where(notOver(now))
  const problems = checkSubstitute(
    {
      people,
      substitutes: known.map((one) => ({
        personId: one.personId,
        toId: one.toId,
        from: one.fromAt.getTime(),
        until: one.untilAt?.getTime() ?? null,
      })),
    },
    { personId, toId, from: from.getTime(), until: until?.getTime() ?? null },
    now.getTime(),
  )
  if (problems.length > 0) throw new AppError("INVALID", { problems })
  const id = randomUUID()
  await tx.insert(substitute).values({ id, personId, toId, fromAt: from, untilAt: until, createdBy: session.person.id })
  const after = { personId, toId, from, until }
  await recordAudit(tx, session.person.id, { action: "substitute.set", subject: `substitute:${id}`, after })
  return { id }
}

async function end(tx: Tx, session: Session, before: typeof substitute.$inferSelect, now: Date): Promise<void> {
  const { id, personId, toId, fromAt: from, untilAt: until } = before
  const isBegun = from < now
  if (isBegun) await tx.update(substitute).set({ untilAt: now }).where(eq(substitute.id, id))
  else await tx.delete(substitute).where(eq(substitute.id, id))
  await recordAudit(tx, session.person.id, {
    action: "substitute.ended",
    subject: `substitute:${id}`,
    before: { personId, toId, from, until },
    ...(isBegun && { after: { personId, toId, from, until: now } }),
  })
}

/** One change at a time: two that are fine alone can make a circle or an overlap together. */
async function changeSubstitutes<Result>(session: Session, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  const result = await withTenant(session.tenant).db.transaction(async (tx) => {
    await tx.execute(sql`lock table substitute in share row exclusive mode`)
    return work(tx)
  })
  forgetDirectory(session.tenant)
  return result
}
