import { randomUUID } from "node:crypto"
import { checkCalendar } from "@/core/sla/check-calendar"
import type { Calendar } from "@/core/sla/policy"
import { calendar } from "@/db/tenant/flow"
import { AppError } from "@/server/api/app-error"
import type { Session } from "@/server/auth/session"
import { tidyName } from "@/server/people/name"
import { calendarNameProblems, changeCalendars } from "./change-calendars"

/** Adds a calendar that nothing uses yet. Throws INVALID with everything that is wrong with name and hours. */
export async function createCalendar(
  session: Session,
  draft: { name: string; hours: Calendar },
): Promise<{ calendarId: string }> {
  const calendarId = randomUUID()
  return changeCalendars(session, async (tx, all) => {
    const problems = [...calendarNameProblems(all, null, draft.name), ...checkCalendar(draft.hours)]
    if (problems.length > 0) throw new AppError("INVALID", { problems })
    const after = { name: tidyName(draft.name), hours: draft.hours }
    await tx.insert(calendar).values({
      id: calendarId,
      ...after,
      // A tenant always has a default; the first calendar is it.
      isDefault: all.length === 0 ? 1 : 0,
      savedBy: session.person.id,
    })
    return {
      answer: { calendarId },
      audit: { action: "calendar.created", subject: `calendar:${calendarId}`, after },
    }
  })
}
