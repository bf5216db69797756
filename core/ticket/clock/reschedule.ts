import { canonicalJson } from "@/core/canonical-json"
import { recountClock } from "@/core/sla/count-clock"
import type { SlaPolicy } from "@/core/sla/policy"
import { calendarOf, type Whose } from "../dispatch"
import type { ClockState } from "../state"
import type { Step } from "../step"
import { isOpenTodo } from "../todo-state"
import { clockHolders, policyOf } from "./holder"

/**
 * A calendar has changed: every clock that runs counts anew, those of todos too that wait for somebody else and will go on.
 * A paused clock keeps what it has counted, and goes on by the calendar there is then. No event where nothing moves.
 */
export function reschedule(step: Step): void {
  for (const todo of Object.values(step.state.todos).filter(isOpenTodo)) {
    const clock = recounted(step, todo.clock ?? todo.stopped, policyOf(step.flow, todo), todo)
    if (clock) step.emit({ type: "rescheduled", todoId: todo.id, clock })
  }
  for (const { id, of, policy, whose, clock: before } of clockHolders(step)) {
    const clock = of === "todo" ? null : recounted(step, before, policy, whose)
    if (clock) step.emit({ type: "clockRescheduled", clockId: id, clock })
  }
}

function recounted(step: Step, before: ClockState | null | undefined, policy: SlaPolicy | null, whose: Whose) {
  const clock = before && policy && recountClock(before, policy, calendarOf(step, policy, whose))
  if (!before || !clock) return null
  const isSame = clock.dueAt === before.dueAt && canonicalJson(clock.tiers) === canonicalJson(before.tiers)
  return isSame ? null : clock
}
