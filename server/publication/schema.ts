import * as z from "zod"
import { dryRunLimits } from "@/core/dry-run/limits"

/** Scenarios that somebody saw fail and publishes all the same. */
export const acceptedSchema = z.array(z.uuid()).max(dryRunLimits.scenariosMax)

/** How somebody wants a draft published, and what they saw when they asked (`Publication` of server/flow/publish). */
export const wishSchema = z.strictObject({
  currentVersionId: z.uuid().nullable(),
  candidateVersionId: z.uuid().nullable(),
  candidatePercent: z.int().min(1).max(99).nullable(),
  message: z.string().trim().max(500),
  percent: z.int().min(1).max(99).nullable(),
  acceptedScenarioIds: acceptedSchema.optional(),
})
export type PublicationWish = z.infer<typeof wishSchema>

export const requestSchema = z.strictObject({
  id: z.uuid(),
  flowId: z.uuid(),
  draftRevision: z.int(),
  /** The draft is still what was asked for, and so are the versions in use. */
  isCurrent: z.boolean(),
  wish: wishSchema,
  state: z.enum(["open", "approved", "rejected", "withdrawn"]),
  requestedBy: z.strictObject({ id: z.uuid(), name: z.string() }),
  /** The one who looks asked for it. */
  isMine: z.boolean(),
  requestedAt: z.number(),
  decidedBy: z.string().nullable(),
  decidedAt: z.number().nullable(),
  comment: z.string(),
})
export type PublicationRequest = z.infer<typeof requestSchema>
