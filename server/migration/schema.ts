import * as z from "zod"
import type { Problem } from "@/core/problem"
import { migrationPlanSchema } from "@/core/ticket/migration/plan-schema"

export const migrationStateSchema = z.enum(["running", "paused", "done", "cancelled"])
export type MigrationState = z.infer<typeof migrationStateSchema>

/** `skipped`: it was closed, or on another version, when its turn came. */
export const outcomeSchema = z.enum(["migrated", "refused", "skipped"])
export type Outcome = z.infer<typeof outcomeSchema>

export const problemsSchema = z.array(z.custom<Problem>())

/** From which version to which, and how. */
export const migrationInputSchema = z.strictObject({
  flowId: z.uuid(),
  fromVersionId: z.uuid(),
  toVersionId: z.uuid(),
  plan: migrationPlanSchema,
})
export type MigrationInput = z.infer<typeof migrationInputSchema>
