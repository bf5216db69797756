import { eq } from "drizzle-orm"
import { calendar } from "@/db/tenant/flow"
import { AppError } from "@/server/api/app-error"
import type { Session } from "@/server/auth/session"
import { tidyName } from "@/server/people/name"
import { calendarNameProblems, calendarOf, changeCalendars } from "./change-calendars"

/** Changes what a calendar is called. Throws NOT_FOUND, INVALID. */
export async function renameCalendar(session: Session, input: { calendarId: string; name: string }): Promise<void> {
  await changeCalendars(session, async (tx, all) => {
    const before = calendarOf(all, input.calendarId)
    const problems = calendarNameProblems(all, before.id, input.name)
    if (problems.length > 0) throw new AppError("INVALID", { problems })
    const name = tidyName(input.name)
    await tx.update(calendar).set({ name }).where(eq(calendar.id, before.id))
    return {
      answer: undefined,
      audit: {
        action: "calendar.renamed",
        subject: `calendar:${before.id}`,
        before: { name: before.name },
        after: { name },
      },
    }
  })
}
