import * as z from "zod"
import { draftGraphSchema } from "../graph"

/** What a file may be at most. Nothing people draw comes near; a file that does was made to hurt. */
export const flowFileLimits = { bytes: 4_000_000, depth: 40, references: 2000 } as const

export const flowFileFormat = "firstcall-flow"
/** Raised whenever a file of the version before cannot be read as it is; `upgrades` then says what changes. */
export const flowFileVersion = 1

/** What a flow may name of its organisation. `other`: an id whose meaning was not known where the file was written. */
export const referenceTypes = ["person", "unit", "skillGroup", "calendar", "service", "flow", "kind", "other"] as const
export type ReferenceType = (typeof referenceTypes)[number]

/**
 * Something of the organisation that the graph names. The graph holds `id`, which means nothing outside of this file; the
 * organisation that wrote the file knows its own again by `mark`, a digest of the real id; any other by the name.
 */
export const referenceSchema = z.strictObject({
  id: z.uuid().meta({ description: "Stands in the graph for the real id; counted up from f11e0000-…-000000000001." }),
  type: z.enum(referenceTypes),
  name: z.string().max(200).meta({ description: "What people call it; empty where it was gone already." }),
  mark: z
    .string()
    .regex(/^[0-9a-f]{24}$/)
    .meta({ description: "The first 24 hex digits of the SHA-256 of the real id." }),
})
export type Reference = z.infer<typeof referenceSchema>

/** A flow as a file: everything it is, and nothing that identifies whose it was. */
export const flowFileSchema = z.strictObject({
  format: z.literal(flowFileFormat),
  version: z.literal(flowFileVersion),
  name: z.string().max(120),
  description: z.string().max(2000),
  graph: draftGraphSchema,
  references: z.array(referenceSchema).max(flowFileLimits.references),
})
export type FlowFile = z.infer<typeof flowFileSchema>

/** What an organisation has that a flow may name, by type. Ids are its own. */
export type NamedThing = { id: string; name: string }
export type TenantNames = Record<Exclude<ReferenceType, "other">, readonly NamedThing[]>
