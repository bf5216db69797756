import * as z from "zod"
import type { TodoAction } from "@/core/flow/node-kind"
import type { TodoDecision } from "@/core/ticket/event"
import { decisionSchema } from "@/core/ticket/event"

/**
 * What people usually do, for what past tickets cannot say: a step that is new, or that they did not come to. `medianMs`
 * is from a todo's turn to its end; `decision` the most frequent one.
 */
export const habitsSchema = z.strictObject({
  nodes: z.record(z.string(), z.strictObject({ medianMs: z.number(), decision: decisionSchema.nullable() })),
  /** By unit of whoever has the todo, over all steps of the flow. */
  units: z.record(z.string(), z.number()),
  /** Over all todos of the flow; null = there is none. */
  medianMs: z.number().nullable(),
})
export type Habits = z.infer<typeof habitsSchema>

/** How long somebody is assumed to take where nobody of the flow has ever done anything. */
const unknownMs = 3_600_000

/** How long a todo of this step is assumed to take: as at the step, else as in the team, else as in the flow. Pure. */
export function usualMs(habits: Habits, nodeId: string, unitId: string | null): number {
  const ofUnit = unitId === null ? undefined : habits.units[unitId]
  return Math.round(habits.nodes[nodeId]?.medianMs ?? ofUnit ?? habits.medianMs ?? unknownMs)
}

/** What is assumed to be decided: what mostly is, else the first thing that is not a no. `actions` is not empty. Pure. */
export function usualAction(habits: Habits, nodeId: string, actions: TodoAction[]): TodoAction | undefined {
  const most: TodoDecision | null = habits.nodes[nodeId]?.decision ?? null
  return (
    actions.find(({ decision }) => decision === most) ?? actions.find(({ tone }) => tone !== "negative") ?? actions[0]
  )
}
