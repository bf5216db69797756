import type { Meaning } from "./status"

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

export interface CountdownParts {
  isOverdue: boolean
  meaning: Meaning
  /** Which words to use: days and hours, hours and minutes, or a running clock. */
  unit: "days" | "hours" | "clock"
  days: number
  hours: number
  minutes: number
  seconds: number
}

/**
 * What is left until `dueMs`, or how far it has passed, split for display. Remaining time is rounded up and overdue
 * time down to whole seconds, so that "0:00" shows exactly at the deadline. `warnMs`: from how much remaining time
 * on it is a warning. Pure.
 */
export function countdownParts(dueMs: number, nowMs: number, warnMs: number): CountdownParts {
  const leftMs = dueMs - nowMs
  const isOverdue = leftMs < 0
  const total = isOverdue ? Math.floor(-leftMs / 1000) : Math.ceil(leftMs / 1000)
  const spanMs = total * 1000
  return {
    isOverdue,
    meaning: isOverdue ? "late" : leftMs <= warnMs ? "warning" : "neutral",
    unit: spanMs >= dayMs ? "days" : spanMs >= hourMs ? "hours" : "clock",
    days: Math.floor(spanMs / dayMs),
    hours: Math.floor((spanMs % dayMs) / hourMs),
    minutes: Math.floor((spanMs % hourMs) / minuteMs),
    seconds: total % 60,
  }
}
