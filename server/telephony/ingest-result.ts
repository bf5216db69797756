import * as z from "zod"
import type { Problem } from "@/core/problem"

/** The body of the ingest route's 202 and 422. */
export const ingestResultSchema = z.object({
  accepted: z.number(),
  duplicates: z.number(),
  refused: z.number(),
  /** One entry for each event of the request, in its order. */
  results: z.array(
    z.object({
      index: z.number(),
      id: z.string().nullable(),
      status: z.enum(["accepted", "duplicate", "refused"]),
      problems: z.array(z.custom<Problem>()).optional(),
    }),
  ),
})
export type IngestResult = z.infer<typeof ingestResultSchema>
