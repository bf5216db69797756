import * as z from "zod"
import { annotationSchema } from "@/core/flow/annotation"
import { referenceSchema } from "@/core/flow/file/flow-file"
import { draftEdgeSchema, draftGraphSchema, draftNodeSchema } from "@/core/flow/graph"

// What our own elements of a BPMN file hold. A value counts as long as the file still says what was written beside it;
// what another tool has changed since (a name, a place, a condition) counts instead.

export const storedFlowSchema = z.strictObject({
  name: z.string().max(120),
  description: z.string().max(2000),
  fields: draftGraphSchema.shape.fields,
  settings: draftGraphSchema.shape.settings,
  references: z.array(referenceSchema).max(2000),
  /** Edges that are not connected at both ends: BPMN has no such thing. */
  loose: z.array(draftEdgeSchema),
})
export type StoredFlow = z.infer<typeof storedFlowSchema>

export const storedStepSchema = draftNodeSchema
export const storedNoteSchema = annotationSchema
export const storedRouteSchema = z.strictObject({
  edge: draftEdgeSchema,
  /** The name and the condition as they were written. */
  wrote: z.strictObject({ name: z.string(), condition: z.string() }),
})

/** A text as an XML attribute gives it back: one line, and no character that XML refuses. */
export const inOneLine = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\u2028\u2029\ufffe\uffff]/gu, " ")
    .trim()

/** A text as XML can carry it. */
export const readBack = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[^\P{Cc}\n\t]|[\ufffe\uffff]/gu, " ")
    .trim()
