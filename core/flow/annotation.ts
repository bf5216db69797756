import * as z from "zod"
import { idSchema } from "./id"

/** A note says something to whoever reads the flow; a group is a titled frame around steps that belong together. */
export const annotationKinds = ["note", "group"] as const
export type AnnotationKind = (typeof annotationKinds)[number]

export const annotationTones = ["grey", "amber", "green", "blue", "violet", "red"] as const
export type AnnotationTone = (typeof annotationTones)[number]

/** Canvas pixels. A frame is smaller than what holds a word, or larger than any screen's worth of flow, by mistake only. */
export const annotationSize = { least: 40, most: 50_000 } as const
export const annotationTextMax = 2000

const length = z.number().min(annotationSize.least).max(annotationSize.most)

/**
 * What is written on the canvas beside the flow, after BPMN's artifacts (text annotation and group): it changes nothing of
 * what happens to a ticket. A group holds what lies in its frame; no list of members is kept that could contradict the
 * picture. `position` is the upper left corner.
 */
export const annotationSchema = z.strictObject({
  id: idSchema,
  kind: z.enum(annotationKinds),
  /** The note's text, or the group's title. */
  text: z.string().max(annotationTextMax),
  tone: z.enum(annotationTones),
  position: z.strictObject({ x: z.number(), y: z.number() }),
  size: z.strictObject({ width: length, height: length }),
})
export type Annotation = z.infer<typeof annotationSchema>
