import { Temporal } from "temporal-polyfill"
import { InvariantError } from "@/core/problem"
import { epochDay, shutDaysMax, weekdayOf } from "./day"
import type { Calendar } from "./policy"

const dayMs = 86_400_000
const minuteMs = 60_000

/** Half-open stretch of open time, in milliseconds since 1970 UTC. */
export type OpenInterval = { from: number; to: number }

/** Round the clock: what `calendarId: "always"` means. */
export const alwaysOpen: Calendar = {
  timeZone: "UTC",
  weekly: Array.from({ length: 7 }, () => [{ fromMin: 0, toMin: 1440 }]),
  days: [],
}

/**
 * The instant after `minutes` of *open* time from `start`. Pure. The earliest such instant: an hour that ends as the
 * office closes is due at closing time, not at the next opening. Days that differ beat weekly hours; hours are wall
 * clock, so a day of a clock change is an hour longer or shorter when the change falls into open time. 0 gives `start`.
 * Throws InvariantError if the calendar stays shut for 366 days on end.
 */
export function addWorking(start: number, minutes: number, calendar: Calendar): number {
  let left = Math.round(minutes * minuteMs)
  if (left <= 0) return start
  const days = openDays(calendar)
  let shutDays = 0
  for (let day = days.dayAt(start); ; day++) {
    const intervals = days.on(day)
    for (const { from, to } of intervals) {
      const open = to - Math.max(from, start)
      if (open <= 0) continue
      if (open >= left) return to - open + left
      left -= open
    }
    shutDays = intervals.length > 0 ? 0 : shutDays + 1
    if (shutDays > shutDaysMax) throw new InvariantError("a calendar stays shut for 366 days")
  }
}

/** Open minutes in [from, to), fractions included. 0 when `to` is not after `from`. Pure. */
export function workingBetween(from: number, to: number, calendar: Calendar): number {
  return countedIntervals(from, to, calendar).reduce((sum, part) => sum + (part.to - part.from), 0) / minuteMs
}

/** The stretches of open time inside [from, to), in order: what "explain this deadline" lists. Pure. */
export function countedIntervals(from: number, to: number, calendar: Calendar): OpenInterval[] {
  if (to <= from) return []
  const days = openDays(calendar)
  const counted: OpenInterval[] = []
  for (let day = days.dayAt(from), last = days.dayAt(to); day <= last; day++) {
    for (const interval of days.on(day)) {
      const part = { from: Math.max(interval.from, from), to: Math.min(interval.to, to) }
      if (part.from < part.to) counted.push(part)
    }
  }
  return counted
}

/** A stretch of a clock's life, half-open, in milliseconds since 1970 UTC: `running`, or paused. */
export type ClockSegment = OpenInterval & { running: boolean }

/** Open minutes a clock has counted: those of its running segments. What it was paused for never counts. Pure. */
export function elapsedWorking(segments: readonly ClockSegment[], calendar: Calendar): number {
  return segments.reduce((sum, { from, to, running }) => (running ? sum + workingBetween(from, to, calendar) : sum), 0)
}

type OpenDays = {
  /** The local day an instant falls on, as days since 1970-01-01. */
  dayAt(instant: number): number
  /** Open intervals of a local day, ascending and apart. */
  on(day: number): OpenInterval[]
}

// Memory of what was computed, by calendar: a deadline looks at one to three days, and a day is asked for again by every
// todo of that day. A calendar is never changed in place (a saved one is a new object), so nothing here goes stale.
const known = new WeakMap<Calendar, OpenDays>()

function openDays(calendar: Calendar): OpenDays {
  const found = known.get(calendar)
  if (found) return found
  const { midnight, wallInstant } = zoneClock(calendar.timeZone)
  const differing = new Map(calendar.days.map((day) => [epochDay(day.date), day.intervals]))
  const computed = new Map<number, OpenInterval[]>()

  const compute = (day: number): OpenInterval[] => {
    const intervals = differing.get(day) ?? calendar.weekly[weekdayOf(day)] ?? []
    const open: OpenInterval[] = []
    for (const { fromMin, toMin } of intervals.toSorted((a, b) => a.fromMin - b.fromMin)) {
      const before = open.at(-1)
      const from = Math.max(wallInstant(day, fromMin), before?.to ?? -Infinity)
      const to = wallInstant(day, toMin)
      if (from < to) open.push({ from, to })
    }
    return open
  }
  const days: OpenDays = {
    dayAt(instant) {
      let day = Math.floor(instant / dayMs)
      while (midnight(day) > instant) day--
      while (midnight(day + 1) <= instant) day++
      return day
    },
    on(day) {
      let open = computed.get(day)
      if (!open) {
        if (computed.size > 4000) computed.clear()
        computed.set(day, (open = compute(day)))
      }
      return open
    },
  }
  known.set(calendar, days)
  return days
}

type ZoneClock = { midnight(day: number): number; wallInstant(day: number, minute: number): number }
const clocks = new Map<string, ZoneClock>()

/** Wall clock of a zone. Asking the zone costs some 20 µs, so midnights are remembered, and a day between two of them
 * that is 24 hours long needs no more. */
function zoneClock(zone: string): ZoneClock {
  const found = clocks.get(zone)
  if (found) return found
  const midnights = new Map<number, number>()
  const midnight = (day: number): number => {
    let instant = midnights.get(day)
    if (instant === undefined) {
      if (midnights.size > 8000) midnights.clear()
      midnights.set(day, (instant = askZone(zone, day * dayMs)))
    }
    return instant
  }
  const wallInstant = (day: number, minute: number): number => {
    const start = midnight(day)
    if (minute === 0) return start
    const end = midnight(day + 1)
    if (minute === 1440) return end
    return end - start === dayMs ? start + minute * minuteMs : askZone(zone, day * dayMs + minute * minuteMs)
  }
  const clock = { midnight, wallInstant }
  if (clocks.size > 500) clocks.clear()
  clocks.set(zone, clock)
  return clock
}

/**
 * The instant of a wall time, given as if it were UTC. A time that happens twice means its first; a time that the clock
 * skips means the moment it was skipped, which keeps the order of times (Temporal's own choice, an hour later, would put
 * 02:30 after 03:00 on such a day).
 */
function askZone(zone: string, wallAsUtc: number): number {
  const wall = Temporal.Instant.fromEpochMilliseconds(wallAsUtc).toZonedDateTimeISO("UTC").toPlainDateTime()
  const earlier = wall.toZonedDateTime(zone, { disambiguation: "earlier" })
  if (earlier.toPlainDateTime().equals(wall)) return earlier.epochMilliseconds
  const transition = earlier.getTimeZoneTransition("next")
  return transition ? transition.epochMilliseconds : earlier.epochMilliseconds
}
