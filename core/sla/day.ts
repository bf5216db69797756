import type { CalendarDay } from "./policy"

// Days of a calendar without any clock: no zone is needed to count them.

const dayMs = 86_400_000

/** A calendar that stays shut for more days than this never opens; a clock on it could never run out. */
export const shutDaysMax = 366

/** `YYYY-MM-DD` as days since 1970-01-01. */
export const epochDay = (date: string): number => Math.round(Date.parse(`${date}T00:00:00Z`) / dayMs)

/** Days since 1970-01-01 as `YYYY-MM-DD`. */
export const dateOf = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10)

/** 0 = Monday … 6 = Sunday, of a day as days since 1970-01-01, which was a Thursday. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7

/** Every date from `from` to `to`, both included; none when `to` is earlier. */
export function datesBetween(from: string, to: string): string[] {
  const first = epochDay(from)
  return Array.from({ length: Math.max(0, epochDay(to) - first + 1) }, (_, at) => dateOf(first + at))
}

/** A calendar's days with the chosen ones put in, each in the place of what the date had. In the order of dates. Pure. */
export function withDays(days: readonly CalendarDay[], chosen: readonly CalendarDay[]): CalendarDay[] {
  const byDate = new Map([...days, ...chosen].map((day) => [day.date, day]))
  return [...byDate.values()].toSorted((a, b) => a.date.localeCompare(b.date))
}
