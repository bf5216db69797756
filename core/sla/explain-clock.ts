import type { ClockHistory, Stretch } from "@/core/ticket/clock/history"
import { workingBetween } from "./calendar"
import { explainSpan, type CountedInterval, type SkippedDay } from "./explain-deadline"
import type { Calendar } from "./policy"

/** A stretch that ran, with every interval of it that counted and every day of it that did not. */
export type RanStretch = {
  type: "ran"
  from: number
  /** Its end; for the one that runs, the deadline it leads to. */
  to: number
  /** It goes on to the deadline, if nothing comes between. */
  isToCome: boolean
  /** Open minutes of it, as they were counted when it ended, else by the calendar as it is. */
  minutes: number
  /** The calendar has changed since: its intervals do not add up to what was counted. */
  isOtherwiseNow: boolean
  counted: CountedInterval[]
  skipped: SkippedDay[]
}

export type ClockExplanation = Omit<ClockHistory, "stretches"> & {
  stretches: (RanStretch | Extract<Stretch, { type: "paused" }>)[]
  /** Open minutes counted until now (or until its end). */
  elapsedMin: number
  /** Open minutes left; negative when it was missed by so many. */
  leftMin: number
}

const minuteMs = 60_000

/**
 * "Explain this deadline", with its pauses: each stretch of the clock's life, what of it counted by `calendar`, and the
 * instant it all leads to. `now` in milliseconds since 1970 UTC. Pure.
 */
export function explainClock(history: ClockHistory, calendar: Calendar, now: number): ClockExplanation {
  const { dueAt, targetMin } = history
  let before = 0
  let elapsedMin = 0
  const stretches = history.stretches.map((stretch): ClockExplanation["stretches"][number] => {
    if (stretch.type === "paused") return stretch
    const { from, ms } = stretch
    const isToCome = stretch.to === null && dueAt !== null && dueAt > now
    // What runs is explained up to the deadline it leads to; what is late, up to where it was missed.
    const to = stretch.to ?? Math.max(from, dueAt ?? now)
    const until = Math.min(now, stretch.to ?? now)
    const minutes = ms === null ? workingBetween(from, to, calendar) : ms / minuteMs
    elapsedMin = before + (ms === null ? workingBetween(from, until, calendar) : minutes)
    before = elapsedMin
    const { counted, skipped } = explainSpan(from, to, calendar)
    const sum = counted.reduce((total, part) => total + part.minutes, 0)
    return { type: "ran", from, to, isToCome, minutes, isOtherwiseNow: Math.abs(sum - minutes) >= 1, counted, skipped }
  })
  return { ...history, stretches, elapsedMin, leftMin: targetMin - elapsedMin }
}
