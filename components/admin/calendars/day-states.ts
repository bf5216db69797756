import { dateOf, epochDay, weekdayOf } from "@/core/sla/day"
import type { Calendar, CalendarDay, OpeningHours } from "@/core/sla/policy"

/** How a day stands in the year: as its weekday, as a public holiday or make-up workday, or as set by the organisation. */
export const dayStates = ["open", "closed", "holiday", "makeUp", "ownClosed", "ownHours"] as const
export type DayState = (typeof dayStates)[number]

export type DayView = {
  date: string
  state: DayState
  /** "" for a day as its weekday. */
  name: string
  intervals: readonly OpeningHours[]
}

/** Every day of a year, by date, as the calendar has it. Pure. */
export function daysOfYear({ weekly, days }: Pick<Calendar, "weekly" | "days">, year: number): Map<string, DayView> {
  const differing = new Map(days.map((day) => [day.date, day]))
  const views = new Map<string, DayView>()
  for (let day = epochDay(`${year}-01-01`), last = epochDay(`${year}-12-31`); day <= last; day++) {
    const date = dateOf(day)
    const own = differing.get(date)
    const usual = weekly[weekdayOf(day)] ?? []
    views.set(
      date,
      own
        ? { date, state: stateOf(own), name: own.name, intervals: own.intervals }
        : { date, state: usual.length > 0 ? "open" : "closed", name: "", intervals: usual },
    )
  }
  return views
}

const stateOf = ({ kind, intervals }: CalendarDay): DayState =>
  kind ?? (intervals.length > 0 ? "ownHours" : "ownClosed")

/** Days on end that are set alike: what a list shows as one line. */
export type DayRun = { from: string; to: string; count: number; day: CalendarDay }

/** The days of a year that differ from their weekday, those alike and next to each other as one. Pure. */
export function runsOf(days: readonly CalendarDay[], year: number): DayRun[] {
  const runs: DayRun[] = []
  const ofYear = days.filter(({ date }) => date.startsWith(`${year}-`))
  for (const day of ofYear.toSorted((a, b) => a.date.localeCompare(b.date))) {
    const last = runs.at(-1)
    if (last && epochDay(last.to) + 1 === epochDay(day.date) && isAlike(last.day, day)) {
      last.to = day.date
      last.count++
    } else runs.push({ from: day.date, to: day.date, count: 1, day })
  }
  return runs
}

const isAlike = (a: CalendarDay, b: CalendarDay): boolean =>
  a.name === b.name && a.kind === b.kind && JSON.stringify(a.intervals) === JSON.stringify(b.intervals)

/** A month as weeks from Monday to Sunday; null where another month's days would stand. `month` 1 to 12. Pure. */
export function weeksOf(year: number, month: number): (string | null)[][] {
  const first = epochDay(`${year}-${String(month).padStart(2, "0")}-01`)
  const next =
    month === 12 ? epochDay(`${year + 1}-01-01`) : epochDay(`${year}-${String(month + 1).padStart(2, "0")}-01`)
  const cells: (string | null)[] = Array.from({ length: weekdayOf(first) }, () => null)
  for (let day = first; day < next; day++) cells.push(dateOf(day))
  while (cells.length % 7 !== 0) cells.push(null)
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7))
}
