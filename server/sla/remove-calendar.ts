import { eq } from "drizzle-orm"
import { calendar } from "@/db/tenant/flow"
import { AppError } from "@/server/api/app-error"
import type { Session } from "@/server/auth/session"
import { calendarUses } from "./calendar-uses"
import { calendarOf, changeCalendars } from "./change-calendars"
import { calendarIsDefault, calendarUsed } from "./problems"

/** Deletes a calendar. Throws NOT_FOUND, INVALID with everybody who still counts by it, CONFLICT. */
export async function removeCalendar(session: Session, calendarId: string): Promise<void> {
  const uses = await calendarUses(session.tenant, session.person.roles)
  const work = changeCalendars(session, async (tx, all) => {
    const before = calendarOf(all, calendarId)
    const problems = [
      ...(before.isDefault === 1 ? [calendarIsDefault] : []),
      ...(uses.get(before.id) ?? []).map(calendarUsed),
    ]
    if (problems.length > 0) throw new AppError("INVALID", { problems })
    await tx.delete(calendar).where(eq(calendar.id, before.id))
    return {
      answer: undefined,
      audit: {
        action: "calendar.removed",
        subject: `calendar:${before.id}`,
        before: { name: before.name, hours: before.hours },
      },
    }
  })
  await work.catch((error: unknown) => {
    // A unit took it at this very moment, after its uses were read.
    const { cause } = error as { cause?: { constraint_name?: string } }
    throw cause?.constraint_name === "unit_calendar_id_calendar_id_fk" ? new AppError("CONFLICT") : error
  })
}
