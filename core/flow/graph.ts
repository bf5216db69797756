import * as z from "zod"
import { variableSchema, variableTypes } from "@/core/expression/variable"
import { ticketSlaSchema } from "@/core/sla/policy"
import { storableText, textSchema } from "@/core/text"
import { annotationSchema } from "./annotation"
import { idSchema } from "./id"

/**
 * Limits of one flow. Exceeding one is a problem at publishing, never a hang at run time. 1,000 steps are what the designer
 * was measured with (`npm run bench -- canvas`): it opens in a second and is dragged and moved about at 60 frames a second.
 */
export const flowLimits = { nodes: 1000, edges: 1500, fields: 100, annotations: 200, graphBytes: 2_000_000 } as const

/** What a field holds: what a variable does, or rows (tables and files), of which conditions read counts and totals. */
export const fieldTypes = [...variableTypes, "rows"] as const

export const initialSchema = z.union([
  storableText(2000),
  z.number(),
  z.boolean(),
  z.array(storableText(2000)).max(200),
])

const conditionSchema = z.string().max(4096)

/**
 * A field of the flow's form: a variable that people fill in and conditions read. `kind` names an entry of
 * `core/flow/form/kinds`, which says how it is filled in and what it takes; absent: the plain one of its type.
 */
export const fieldSchema = variableSchema.extend({
  type: z.enum(fieldTypes),
  required: z.boolean(),
  help: z.strictObject({ en: z.string().max(400), zh: z.string().max(400) }).optional(),
  kind: z.string().min(1).max(20).optional(),
  /** What its kind lets an author say of it: limits, a pattern, columns. Read by the kind's own schema. */
  settings: z.record(z.string().max(40), z.unknown()).optional(),
  /** CEL over the fields and what every flow knows. A field that is not shown is empty and never required. */
  shownWhen: conditionSchema.optional(),
  /** Required too while this holds. */
  requiredWhen: conditionSchema.optional(),
  /** Stands in the empty input as an example of what is meant. */
  placeholder: textSchema.optional(),
  /** What an empty input begins with; whoever fills the form in may change it. */
  initial: initialSchema.optional(),
  /** A heading above it. */
  section: textSchema.optional(),
  /** Beside its neighbour where there is room; absent: a line of its own. */
  width: z.literal("half").optional(),
})
export type Field = z.infer<typeof fieldSchema>

/** What an author may *save*: any kind, any configuration, edges that lead nowhere. Publishing is what is strict. */
export const draftNodeSchema = z.strictObject({
  id: idSchema,
  kind: z.string().min(1).max(40),
  name: z.string().max(120),
  position: z.strictObject({ x: z.number(), y: z.number() }),
  config: z.record(z.string(), z.unknown()),
})
export type DraftNode = z.infer<typeof draftNodeSchema>

/**
 * A route. `exit` names the exit of the source node's kind ("next", "approved", …; "route" for the exits of a split).
 * `condition` is CEL text and only means something on the routes of a split; the one with `fallback` is taken when no
 * condition holds; `priority` orders them (smaller first).
 */
export const draftEdgeSchema = z.strictObject({
  id: idSchema,
  source: idSchema,
  exit: z.string().min(1).max(40),
  target: idSchema,
  name: z.string().max(120),
  condition: z.string().max(5000),
  priority: z.int().min(0).max(1000),
  fallback: z.boolean(),
})
export type DraftEdge = z.infer<typeof draftEdgeSchema>

/** `homeUnitId`: whose supervisors stand in when a call opened the ticket. Administrators get what nobody else may. */
export const flowSettingsSchema = z.strictObject({
  homeUnitId: z.uuid().nullable(),
  administratorIds: z.array(z.uuid()).max(20),
  /** By which calendar its clocks count where a step says nothing; absent: its people's unit's, then the tenant's. */
  calendarId: z.union([z.uuid(), z.literal("always")]).optional(),
  /** Clocks of each ticket as a whole, beside those of its todos and steps. */
  slas: z.array(ticketSlaSchema).max(10).optional(),
  /** Whoever opened a ticket may revoke it until somebody has decided something; absent = while it is open. */
  initiatorRevokes: z.literal("untilDecision").optional(),
})
export type FlowSettings = z.infer<typeof flowSettingsSchema>

export const draftGraphSchema = z.strictObject({
  nodes: z.array(draftNodeSchema).max(flowLimits.nodes),
  edges: z.array(draftEdgeSchema).max(flowLimits.edges),
  fields: z.array(fieldSchema).max(flowLimits.fields),
  settings: flowSettingsSchema,
  /** Notes and groups on the canvas; absent: none. The engine never reads them. */
  annotations: z.array(annotationSchema).max(flowLimits.annotations).optional(),
})
export type DraftGraph = z.infer<typeof draftGraphSchema>
