import { alwaysOpen } from "./calendar"
import type { Calendar, SlaPolicy } from "./policy"

/**
 * The calendar a clock counts by: the most specific wins, node (its policy) before flow before unit before the tenant's
 * own. An id is that of a calendar, "always" for round the clock, or null for "nothing said here". A calendar that was
 * deleted meanwhile counts as nothing said; without any calendar it is round the clock. Pure.
 *
 * `calendars` are the tenant's by id, its own as "default" (`Facts` of core/ticket).
 */
export function calendarFor(policy: Policy, outer: Outer, calendars: Readonly<Record<string, Calendar>>): Calendar {
  const id = calendarIdFor(policy, outer, calendars)
  return (id === "always" ? undefined : calendars[id]) ?? alwaysOpen
}

type Policy = Pick<SlaPolicy, "calendarId">
type Outer = { flowCalendarId: string | null; unitCalendarId: string | null }

/** Which calendar that is: its id, "default" for the tenant's own, or "always" for round the clock. Pure. */
export function calendarIdFor(
  { calendarId }: Policy,
  { flowCalendarId, unitCalendarId }: Outer,
  calendars: Readonly<Record<string, Calendar>>,
): string {
  const ids = [calendarId, flowCalendarId, unitCalendarId, "default"]
  return ids.find((id) => id === "always" || (id !== null && Object.hasOwn(calendars, id))) ?? "always"
}
