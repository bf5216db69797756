import { alwaysOpen } from "./calendar"
import type { Calendar, SlaPolicy } from "./policy"

/**
 * The calendar a clock counts by: the most specific wins, node (its policy) before flow before unit before the tenant's
 * own. An id is that of a calendar, "always" for round the clock, or null for "nothing said here". A calendar that was
 * deleted meanwhile counts as nothing said; without any calendar it is round the clock. Pure.
 *
 * `calendars` are the tenant's by id, its own as "default" (`Facts` of core/ticket).
 */
export function calendarFor(
  { calendarId }: Pick<SlaPolicy, "calendarId">,
  { flowCalendarId, unitCalendarId }: { flowCalendarId: string | null; unitCalendarId: string | null },
  calendars: Readonly<Record<string, Calendar>>,
): Calendar {
  for (const id of [calendarId, flowCalendarId, unitCalendarId, "default"]) {
    if (id === "always") return alwaysOpen
    const calendar = id !== null && Object.hasOwn(calendars, id) ? calendars[id] : undefined
    if (calendar) return calendar
  }
  return alwaysOpen
}
