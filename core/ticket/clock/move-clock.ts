import { invariant } from "@/core/problem"
import { phaseOf } from "@/core/sla/clock"
import { elapsedMs, pauseClock, resumeClock, startClock } from "@/core/sla/count-clock"
import type { Calendar } from "@/core/sla/policy"
import type { ClockChange } from "@/core/sla/next-change"
import { calendarOf } from "../dispatch"
import type { PauseCause } from "../event"
import type { ClockState } from "../state"
import type { Step } from "../step"
import { holderOf, type ClockHolder } from "./holder"

// Moves a clock on, as a person or a condition wants it. What comes of it is an event.

type Held = Pick<ClockHolder, "id" | "of" | "policy" | "whose">

export const calendarOfHolder = (step: Step, { policy, whose }: Held): Calendar => calendarOf(step, policy, whose)

/** A deadline that has passed and that no timer has noticed yet is missed, whatever happens to the clock next. */
export function breachIfLate(step: Step, { id, of }: Held, clock: ClockState): void {
  if (phaseOf(clock) !== "running" || clock.breached || clock.dueAt === null || clock.dueAt > step.at) return
  step.emit(of === "todo" ? { type: "breached", todoId: id } : { type: "clockBreached", clockId: id })
}

type Why = { cause: PauseCause; comment: string }

/** Refuses nothing: the clock runs. */
export function pauseHolder(step: Step, holder: Held, clock: ClockState, why: Why): void {
  breachIfLate(step, holder, clock)
  const kept = pauseClock(clock, step.at, holder.policy, calendarOfHolder(step, holder))
  step.emit({ type: "clockPaused", clockId: holder.id, ...kept, ...why })
}

/** The clock is paused. */
export function resumeHolder(step: Step, holder: Held, clock: ClockState, why: Why): void {
  const next = resumeClock(clock, step.at, holder.policy, calendarOfHolder(step, holder))
  step.emit({ type: "clockResumed", clockId: holder.id, ...next, ...why })
}

/** Somebody has given the todo to somebody else. */
export function restartOnTransfer(step: Step, todoId: string): void {
  const holder = holderOf(step, todoId)
  if (!holder?.clock || holder.clock.ended || holder.policy.onTransfer !== "restart") return
  breachIfLate(step, holder, holder.clock)
  moveClock(step, holder, holder.clock, "reset")
}

/** What a clock's conditions have decided. `clock` is null for one that starts. */
export function moveClock(step: Step, holder: Held, clock: ClockState | null, change: ClockChange): void {
  const clockId = holder.id
  const calendar = calendarOfHolder(step, holder)
  if (change === "start") {
    step.emit({ type: "clockStarted", clockId, clock: startClock(holder.policy, step.at, calendar) })
    return
  }
  invariant(clock, `there is no clock ${clockId} to ${change}`)
  const why: Why = { cause: "condition", comment: "" }
  if (change === "pause") pauseHolder(step, holder, clock, why)
  else if (change === "resume") resumeHolder(step, holder, clock, why)
  else if (change === "reset") {
    step.emit({ type: "clockReset", clockId, clock: startClock(holder.policy, step.at, calendar) })
  } else {
    if (change === "stop") breachIfLate(step, holder, clock)
    const as = change === "stop" ? "stopped" : "cancelled"
    step.emit({ type: "clockEnded", clockId, as, elapsedMs: elapsedMs(clock, step.at, calendar) })
  }
}
