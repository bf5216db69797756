import type { ExecutableFlow } from "@/core/flow/executable-flow"
import { phaseOf } from "@/core/sla/clock"
import type { Todo } from "../state"
import { policyOf } from "./holder"

/** The step's author allows it, and the clock runs. Pure. */
export function mayPause(flow: ExecutableFlow, todo: Todo): boolean {
  return Boolean(policyOf(flow, todo)?.mayPause) && todo.clock !== null && phaseOf(todo.clock) === "running"
}

/** Somebody paused it. What a condition has paused goes on by its condition. Pure. */
export const mayResume = ({ clock }: Todo): boolean => clock?.paused?.cause === "manual"
