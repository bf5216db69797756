import * as z from "zod"
import { storableText } from "@/core/text"
import { choicesSchema, decisionSchema, resumeSchema, valuesSchema } from "@/core/ticket/event"
import { dryRunLimits } from "./limits"

/** A call as it would have come in: number, way through the phone menu, who took it (null: nobody we know). */
export const sampleCallSchema = z.strictObject({
  caller: storableText(64),
  dialled: storableText(64),
  intent: storableText(120).nullable(),
  ivrPath: z.array(storableText(120)).max(60),
  agentId: z.uuid().nullable(),
})
export type SampleCall = z.infer<typeof sampleCallSchema>

const nodeId = z.string().min(1).max(40)
/** Whose todo it is; when the flow or the people have changed since, whoever has the first one at that step. */
const whose = { nodeId, personId: z.uuid() }
const comment = storableText(4000)

/**
 * One thing that is done in a dry run. Moves name steps and people, never the ids of one ticket: the same moves can be
 * made on another draft.
 */
export const moveSchema = z.discriminatedUnion("type", [
  /** By hand (`by`), or by a call that filled in what it knew. */
  z.strictObject({
    type: z.literal("open"),
    by: z.uuid().nullable(),
    call: sampleCallSchema.nullable(),
    fields: valuesSchema,
    choices: choicesSchema.optional(),
  }),
  z.strictObject({
    type: z.literal("decide"),
    ...whose,
    decision: decisionSchema,
    outcome: storableText(60).nullable(),
    comment,
    fields: valuesSchema,
    toNodeId: nodeId.optional(),
    choices: choicesSchema.optional(),
  }),
  /** Out of a group's queue. */
  z.strictObject({ type: z.literal("claim"), ...whose }),
  z.strictObject({ type: z.literal("transfer"), ...whose, toId: z.uuid(), comment }),
  z.strictObject({ type: z.literal("delegate"), ...whose, toId: z.uuid(), comment }),
  z.strictObject({
    type: z.literal("addSign"),
    ...whose,
    mode: z.enum(["before", "after", "parallel"]),
    personIds: z.array(z.uuid()).min(1).max(20),
    comment,
  }),
  z.strictObject({ type: z.literal("return"), ...whose, toNodeId: nodeId, resume: resumeSchema, comment }),
  /** A service answers the step's request; `status` null: it could not be reached. */
  z.strictObject({
    type: z.literal("answer"),
    nodeId,
    status: z.int().min(100).max(599).nullable(),
    body: z.string().max(60_000),
  }),
  /** The first ticket of another flow that the step still waits for ends. */
  z.strictObject({ type: z.literal("ended"), nodeId, resolution: storableText(120), fields: valuesSchema }),
  /** The incident of a step is tried again, by somebody who may. */
  z.strictObject({ type: z.literal("retry"), nodeId, personId: z.uuid() }),
  /** Time passes: so many minutes, or until the clocks next have something to do (`minutes` null). */
  z.strictObject({ type: z.literal("wait"), minutes: z.int().min(1).max(dryRunLimits.waitMinMax).nullable() }),
])
export type Move = z.infer<typeof moveSchema>

export const movesSchema = z.array(moveSchema).max(dryRunLimits.movesMax)
