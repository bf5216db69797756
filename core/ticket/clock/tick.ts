import { phaseOf, versionOf } from "@/core/sla/clock"
import { clockAt } from "../fold/clocks"
import { warn } from "../actions/warn"
import type { Step } from "../step"
import { holderOf } from "./holder"
import { breachIfLate } from "./move-clock"

/** The timer of a clock is due: it is late, or a tier fires. Nothing for a clock that is over, paused or in another life. */
export function tickClock(step: Step, clockId: string, version: number | undefined): void {
  const holder = holderOf(step, clockId)
  const clock = holder?.clock
  if (!holder || !clock || phaseOf(clock) !== "running") return
  if (version !== undefined && version !== versionOf(clock)) return
  breachIfLate(step, holder, clock)
  warn(step, holder, clockAt(step.state, clockId) ?? clock)
}
