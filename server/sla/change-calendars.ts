import { sql } from "drizzle-orm"
import type { Problem } from "@/core/problem"
import type { Tx } from "@/db/connect"
import { withTenant } from "@/db/tenant-client"
import { calendar } from "@/db/tenant/flow"
import { AppError } from "@/server/api/app-error"
import { recordAudit, type AuditEntry } from "@/server/audit/record"
import type { Session } from "@/server/auth/session"
import { nameProblems, tidyName } from "@/server/people/name"
import { forgetCalendars } from "./calendars"
import { calendarNameTaken } from "./problems"

export type CalendarRow = typeof calendar.$inferSelect

/**
 * One change of a tenant's calendars at a time, with its audit row in the same transaction: names are unique and one is the
 * default, which two changes at once could both break. `work` sees all of them. `isCounting`: clocks count differently
 * from now on, so that those that run are counted anew.
 */
export async function changeCalendars<Answer>(
  session: Session,
  work: (tx: Tx, all: CalendarRow[]) => Promise<{ answer: Answer; audit: AuditEntry; isCounting?: boolean }>,
): Promise<Answer> {
  const answer = await withTenant(session.tenant).db.transaction(async (tx) => {
    const all = await tx.select().from(calendar).orderBy(calendar.id).for("update")
    const done = await work(tx, all)
    await recordAudit(tx, session.person.id, done.audit)
    // One job, however often it is asked for before it runs.
    if (done.isCounting) await tx.execute(sql`select gate.enqueue('reschedule-tickets', job_key => 'reschedule')`)
    return done.answer
  })
  forgetCalendars(session.tenant)
  return answer
}

/** Throws NOT_FOUND. */
export function calendarOf(all: readonly CalendarRow[], calendarId: string): CalendarRow {
  const found = all.find(({ id }) => id === calendarId)
  if (!found) throw new AppError("NOT_FOUND")
  return found
}

/** What is wrong with the name of calendar `id`; null for a new one. */
export function calendarNameProblems(all: readonly CalendarRow[], id: string | null, name: string): Problem[] {
  const tidy = tidyName(name).toLocaleLowerCase()
  const isTaken = all.some((other) => other.id !== id && other.name.toLocaleLowerCase() === tidy)
  return [...nameProblems(name, "name"), ...(isTaken ? [calendarNameTaken] : [])]
}
