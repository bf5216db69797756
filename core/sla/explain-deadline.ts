import { Temporal } from "temporal-polyfill"
import { addWorking, countedIntervals } from "./calendar"
import type { Calendar, CalendarDay } from "./policy"

/** A stretch that counted: `from` and `to` in milliseconds since 1970 UTC, all of it on the local day `date`. */
export type CountedInterval = {
  date: string
  from: number
  to: number
  minutes: number
  /** What makes the day differ from its weekday, if it does: a make-up workday, special hours. */
  day: Pick<CalendarDay, "name" | "kind"> | null
}

/**
 * A local day between start and deadline of which nothing counted, and why: its weekday is never open, it is set closed
 * (`name`, `kind`), the office had closed before the clock started, or a clock change left out its hours.
 */
export type SkippedDay =
  | { date: string; reason: "weekday" | "afterHours" | "clockChange" }
  | ({ date: string; reason: "closed" } & Pick<CalendarDay, "name" | "kind">)

export type DeadlineExplanation = {
  startAt: number
  dueAt: number
  targetMin: number
  counted: CountedInterval[]
  skipped: SkippedDay[]
}

/**
 * "Explain this deadline": every stretch that counted, every day that did not, and the instant both lead to. Pure.
 * `start` in milliseconds since 1970 UTC. The counted minutes add up to `targetMin`, and `dueAt` is what `addWorking` says.
 * Throws InvariantError if the calendar stays shut for 366 days on end.
 */
export function explainDeadline(start: number, targetMin: number, calendar: Calendar): DeadlineExplanation {
  const dueAt = addWorking(start, targetMin, calendar)
  return { startAt: start, dueAt, targetMin, ...explainSpan(start, dueAt, calendar) }
}

/** What counted between two instants, and which of its days did not. Pure. */
export function explainSpan(
  from: number,
  to: number,
  calendar: Calendar,
): Pick<DeadlineExplanation, "counted" | "skipped"> {
  const days = new Map(calendar.days.map((day) => [day.date, day]))
  const counted = countedIntervals(from, to, calendar).map((part): CountedInterval => {
    const date = localDay(part.from, calendar).toString()
    const day = days.get(date)
    return { date, ...part, minutes: (part.to - part.from) / 60_000, day: day ? pick(day) : null }
  })
  return { counted, skipped: skippedDays(from, to, calendar, days, counted) }
}

function skippedDays(
  start: number,
  dueAt: number,
  calendar: Calendar,
  days: ReadonlyMap<string, CalendarDay>,
  counted: readonly CountedInterval[],
): SkippedDay[] {
  const open = new Set(counted.map(({ date }) => date))
  const first = localDay(start, calendar)
  const last = localDay(dueAt, calendar)
  const skipped: SkippedDay[] = []
  for (let at = first; Temporal.PlainDate.compare(at, last) <= 0; at = at.add({ days: 1 })) {
    const date = at.toString()
    if (open.has(date)) continue
    const day = days.get(date)
    if (day && day.intervals.length === 0) skipped.push({ date, reason: "closed", ...pick(day) })
    else if (!day && calendar.weekly[at.dayOfWeek - 1]?.length === 0) skipped.push({ date, reason: "weekday" })
    // A deadline at midnight ends on a day of which nothing was needed.
    else if (at.equals(first) && dueAt > start) skipped.push({ date, reason: "afterHours" })
    else if (!at.equals(last)) skipped.push({ date, reason: "clockChange" })
  }
  return skipped
}

const localDay = (instant: number, { timeZone }: Calendar): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone).toPlainDate()

const pick = ({ name, kind }: CalendarDay): Pick<CalendarDay, "name" | "kind"> => ({ name, ...(kind && { kind }) })
