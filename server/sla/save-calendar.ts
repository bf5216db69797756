import { eq } from "drizzle-orm"
import { checkCalendar } from "@/core/sla/check-calendar"
import { withDays } from "@/core/sla/day"
import type { Calendar } from "@/core/sla/policy"
import type { Tx } from "@/db/connect"
import { calendar } from "@/db/tenant/flow"
import { person } from "@/db/tenant/people"
import { AppError } from "@/server/api/app-error"
import type { Session } from "@/server/auth/session"
import { calendarOf, changeCalendars, type CalendarRow } from "./change-calendars"

/**
 * Saves a calendar's hours, if nobody else saved since the revision the editor saw. CONFLICT names who did and when; the
 * caller keeps its own edits and asks the person. Throws INVALID with everything that is wrong, NOT_FOUND.
 *
 * Clocks that run are counted anew by a job, each with an event in its ticket's trace where the deadline moves.
 */
export async function saveCalendar(
  session: Session,
  input: { calendarId: string; revision: number; hours: Calendar },
): Promise<{ revision: number }> {
  const problems = checkCalendar(input.hours)
  if (problems.length > 0) throw new AppError("INVALID", { problems })
  return changeCalendars(session, async (tx, all) => {
    const before = calendarOf(all, input.calendarId)
    if (before.revision !== input.revision) throw await conflict(tx, before)
    const hours = tidy(input.hours)
    const revision = before.revision + 1
    await tx
      .update(calendar)
      .set({ hours, revision, savedBy: session.person.id, updatedAt: new Date() })
      .where(eq(calendar.id, before.id))
    return {
      answer: { revision },
      isCounting: true,
      audit: {
        action: "calendar.saved",
        subject: `calendar:${before.id}`,
        before: { hours: before.hours },
        after: { hours },
      },
    }
  })
}

/** Hours and days in the order of the clock and of the year. */
const tidy = ({ timeZone, weekly, days }: Calendar): Calendar => ({
  timeZone,
  weekly: weekly.map((intervals) => intervals.toSorted((a, b) => a.fromMin - b.fromMin)),
  days: withDays(days, []),
})

async function conflict(tx: Tx, { revision, savedBy, updatedAt }: CalendarRow): Promise<AppError> {
  const [by] = savedBy === null ? [] : await tx.select().from(person).where(eq(person.id, savedBy))
  return new AppError("CONFLICT", {
    detail: { revision, savedBy: by?.name ?? null, savedAt: updatedAt.getTime() },
  })
}
