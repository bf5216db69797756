import * as z from "zod"
import { clipText } from "@/core/clip-text"
import { epochDay, weekdayOf } from "./day"
import type { Calendar, CalendarDay, OpeningHours } from "./policy"

/**
 * A day of a country's official year: a public holiday, or an ordinary day off that is worked to make up for one (调休).
 * [fromMin, toMin) is the part of the local day it takes, 0 to 1440 for all of it.
 */
export const publicHolidaySchema = z.strictObject({
  date: z.iso.date(),
  name: z.string(),
  kind: z.enum(["holiday", "makeUp"]),
  fromMin: z.int().min(0).max(1440),
  toMin: z.int().min(0).max(1440),
})
export type PublicHoliday = z.infer<typeof publicHolidaySchema>

/**
 * One day an import would set. `state` says how it meets what the calendar has: nothing yet (`new`), the same already
 * (`same`), an earlier import that differs (`changed`), or a day of the organisation's own (`own`), which an import never
 * replaces unasked.
 */
export type HolidayProposal = {
  day: CalendarDay
  existing: CalendarDay | null
  state: "new" | "same" | "changed" | "own"
}

const nameMax = 80

/**
 * What importing `holidays` would make of a calendar's days, in the order of the year. Pure. A holiday closes its part of
 * the day; one that takes no hour of it (an eve after closing time) is left out. A make-up day has the hours of its own
 * weekday where that has any, else Monday's, else those of the first weekday that is open.
 */
export function proposeHolidays(calendar: Calendar, holidays: readonly PublicHoliday[]): HolidayProposal[] {
  const existing = new Map(calendar.days.map((day) => [day.date, day]))
  const dates = new Set(holidays.map(({ date }) => date))
  return [...dates].toSorted().flatMap((date) => {
    const ofDay = holidays.filter((holiday) => holiday.date === date)
    const day = dayOf(date, ofDay, calendar)
    if (!day) return []
    const before = existing.get(date) ?? null
    return [{ day, existing: before, state: stateOf(day, before) }]
  })
}

function dayOf(date: string, ofDay: readonly PublicHoliday[], { weekly }: Calendar): CalendarDay | null {
  const own = weekly[weekdayOf(epochDay(date))] ?? []
  const closing = ofDay.filter(({ kind }) => kind === "holiday")
  const names = [...new Set((closing.length > 0 ? closing : ofDay).map(({ name }) => name))]
  const name = clipText(names.join(" · "), nameMax)
  if (closing.length === 0) {
    const intervals = own.length > 0 ? own : (weekly.find((hours) => hours.length > 0) ?? [])
    return { date, name, intervals, kind: "makeUp" }
  }
  const intervals = closing.reduce<OpeningHours[]>((open, part) => without(open, part), own)
  const takesAll = closing.some(({ fromMin, toMin }) => fromMin === 0 && toMin === 1440)
  if (!takesAll && sameHours(intervals, own)) return null
  return { date, name, intervals, kind: "holiday" }
}

const stateOf = (day: CalendarDay, before: CalendarDay | null): HolidayProposal["state"] => {
  if (!before) return "new"
  if (before.kind === day.kind && before.name === day.name && sameHours(before.intervals, day.intervals)) return "same"
  return before.kind ? "changed" : "own"
}

/** Opening hours with [fromMin, toMin) taken out. */
const without = (open: readonly OpeningHours[], taken: OpeningHours): OpeningHours[] =>
  open.flatMap(({ fromMin, toMin }) =>
    [
      { fromMin, toMin: Math.min(toMin, taken.fromMin) },
      { fromMin: Math.max(fromMin, taken.toMin), toMin },
    ].filter((part) => part.fromMin < part.toMin),
  )

const sameHours = (a: readonly OpeningHours[], b: readonly OpeningHours[]): boolean =>
  a.length === b.length && a.every(({ fromMin, toMin }, at) => b[at]?.fromMin === fromMin && b[at]?.toMin === toMin)
