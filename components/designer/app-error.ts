import * as z from "zod"
import type { Problem } from "@/core/problem"
import type { SaveFailure } from "./draft-saver"

/** Read loosely, because the browser may be older than the server. */
const errorSchema = z.object({
  message: z.string().catch(""),
  data: z.object({
    app: z.object({
      code: z.string(),
      problems: z.array(z.custom<Problem>((value) => typeof value === "object" && value !== null)).catch([]),
      detail: z
        .record(z.string(), z.union([z.string(), z.number(), z.null()]))
        .nullable()
        .catch(null),
    }),
  }),
})

export type Refusal = {
  code: string
  message: string
  problems: Problem[]
  detail: Record<string, string | number | null>
}

/** Why the server refused; null when it never answered or failed itself. */
export function refusalOf(error: unknown): Refusal | null {
  const parsed = errorSchema.safeParse(error).data
  if (!parsed) return null
  const { code, problems, detail } = parsed.data.app
  return { code, message: parsed.message, problems, detail: detail ?? {} }
}

const passing = new Set(["UNAVAILABLE", "RATE_LIMITED"])

export function saveFailureOf(error: unknown): SaveFailure {
  const refusal = refusalOf(error)
  if (!refusal || passing.has(refusal.code)) return { type: "unreachable" }
  return refusal.code === "CONFLICT" ? { type: "conflict" } : { type: "refused", message: refusal.message }
}
