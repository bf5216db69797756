import * as z from "zod"
import type { Problem } from "@/core/problem"
import { instantSchema } from "@/core/ticket/event"
import { differences, expectationSchema, type Difference } from "./expectation"
import { movesSchema } from "./move"
import { outcomeOf } from "./outcome"
import { play, type Play } from "./play"
import type { DryRunWorld } from "./world"

/** A dry run that is kept: what is done, from which instant on, and what must become of it. */
export const scenarioSchema = z.strictObject({
  startAt: instantSchema.min(0).max(4_102_444_800_000),
  moves: movesSchema.min(1),
  expectation: expectationSchema,
})
export type Scenario = z.infer<typeof scenarioSchema>

/** `refused`: a move that cannot be made any more (from 0), and why. Passed when there is neither. */
export type ScenarioResult = {
  passed: boolean
  refused: { move: number; problems: Problem[] } | null
  differences: Difference[]
}

/** Plays a scenario on a flow and says where it went another way. Pure. */
export const runScenario = (world: DryRunWorld, scenario: Scenario): ScenarioResult =>
  resultOf(world, scenario, play(world, scenario.startAt, scenario.moves))

/** What was played, held against what the scenario insists on. Pure. */
export function resultOf(world: DryRunWorld, { expectation }: Scenario, played: Play): ScenarioResult {
  const made = played.runs.length - 1
  const found = differences(expectation, outcomeOf(played, world.flow), made)
  const refused = played.refused && { move: played.refused.index, problems: played.refused.problems }
  return { passed: refused === null && found.length === 0, refused, differences: found }
}
