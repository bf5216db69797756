import * as z from "zod"
import { dryRunLimits } from "@/core/dry-run/limits"
import { scenarioSchema } from "@/core/dry-run/scenario"

export const scenarioNameSchema = z.string().trim().min(1).max(dryRunLimits.scenarioNameMax)

export const keptScenarioSchema = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  scenario: scenarioSchema,
  revision: z.int(),
  changedBy: z.string(),
  /** Epoch ms. */
  changedAt: z.number(),
})
export type KeptScenario = z.infer<typeof keptScenarioSchema>

/** What became of a flow's scenarios when a version was published: how many passed, and what the others were called. */
export const scenarioReportSchema = z.strictObject({
  passed: z.int(),
  failed: z.array(z.string()).max(dryRunLimits.scenariosMax),
})
export type ScenarioReport = z.infer<typeof scenarioReportSchema>
