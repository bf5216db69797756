import type { ClockPhase } from "./clock"
import type { ClockCondition } from "./policy"

/** Which of a clock's conditions hold; one that is not set is absent. */
export type Holds = Partial<Record<ClockCondition, boolean>>

export type ClockChange = "start" | "pause" | "resume" | "stop" | "cancel" | "reset"

/** A clock as its conditions see it. `pending`: it has not started. */
export type Standing = { phase: ClockPhase | "pending"; pausedBy?: "manual" | "condition" | undefined }

/** What each phase asks. A condition that plays no part is not looked at, so it cannot fail either. */
const asked: Record<Standing["phase"], readonly ClockCondition[]> = {
  pending: ["start", "stop", "cancel"],
  running: ["cancel", "stop", "reset", "pause", "resume"],
  paused: ["cancel", "stop", "reset", "pause", "resume"],
  stopped: ["reset", "stop", "cancel"],
  cancelled: ["start", "reset", "stop", "cancel"],
}

/** Does this condition play a part for a clock in this phase? */
export const isAsked = (phase: Standing["phase"], condition: ClockCondition): boolean =>
  asked[phase].includes(condition)

/**
 * What the conditions make of a clock next; null when it stays as it is. `now`: what holds after the step; `then`: what
 * held before it. Pure.
 *
 * - It starts once `start` holds (at once without one), unless it would be over at once.
 * - `cancel` comes before `stop`, both before `reset`; `pause` comes last.
 * - `reset` counts when it *comes* to hold: what goes on holding does not reset again. It also starts a clock anew that
 *   has stopped; one that was cancelled starts anew when `start` comes to hold again.
 * - Paused by its condition, it goes on when `resume` holds, or without one when `pause` no longer does. Paused by hand, it
 *   goes on by hand, or when `resume` comes to hold. While `resume` holds nothing pauses it.
 */
export function nextChange({ phase, pausedBy }: Standing, now: Holds, then: Holds): ClockChange | null {
  const rises = (condition: ClockCondition) => now[condition] === true && then[condition] !== true
  const isOver = now.cancel === true || now.stop === true
  if (phase === "pending") return (now.start ?? true) && !isOver ? "start" : null
  if (phase === "stopped" || phase === "cancelled") {
    const again = rises("reset") || (phase === "cancelled" && rises("start"))
    return again && !isOver ? "reset" : null
  }
  if (now.cancel) return "cancel"
  if (now.stop) return "stop"
  if (rises("reset")) return "reset"
  if (phase === "running") return now.pause && !now.resume ? "pause" : null
  if (pausedBy === "manual") return rises("resume") ? "resume" : null
  return (now.resume ?? !now.pause) ? "resume" : null
}

/** How far a change takes a clock. */
export const phaseAfter: Record<ClockChange, ClockPhase> = {
  start: "running",
  pause: "paused",
  resume: "running",
  stop: "stopped",
  cancel: "cancelled",
  reset: "running",
}
