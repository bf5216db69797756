import * as z from "zod"
import type { MigrationPlan } from "./plan"

const id = z.string().min(1).max(40)

/** `MigrationPlan` as it comes from outside. Beside it, so that pages that make a plan load no schema. */
export const migrationPlanSchema = z.strictObject({
  nodes: z.record(id, id),
  edges: z.record(id, id),
  clocks: z.enum(["keep", "restart"]),
}) satisfies z.ZodType<MigrationPlan>
