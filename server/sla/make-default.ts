import { eq } from "drizzle-orm"
import { calendar } from "@/db/tenant/flow"
import type { Session } from "@/server/auth/session"
import { calendarOf, changeCalendars } from "./change-calendars"

/** Makes a calendar the one that counts where nothing more specific is said. Throws NOT_FOUND. */
export async function makeDefaultCalendar(session: Session, calendarId: string): Promise<void> {
  await changeCalendars(session, async (tx, all) => {
    const { id, name } = calendarOf(all, calendarId)
    const before = all.find(({ isDefault }) => isDefault === 1)
    // The old one first: there is never more than one default (calendar_one_default).
    await tx.update(calendar).set({ isDefault: 0 }).where(eq(calendar.isDefault, 1))
    await tx.update(calendar).set({ isDefault: 1 }).where(eq(calendar.id, id))
    return {
      answer: undefined,
      isCounting: true,
      audit: {
        action: "calendar.madeDefault",
        subject: `calendar:${id}`,
        before: before && { id: before.id, name: before.name },
        after: { id, name },
      },
    }
  })
}
