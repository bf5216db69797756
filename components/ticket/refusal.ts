import * as z from "zod"
import type { Text } from "@/core/text"
import type { RefusalCode } from "@/core/ticket/decision"

/**
 * What became of an action that did not go through.
 * - `gone`: somebody else was faster (decided, closed, revoked). Nothing to try again; look at what happened.
 * - `notYours`: the todo now belongs to somebody else, or the role does not allow it.
 * - `refused`: the input has problems; `byField` names those that have a field.
 * - `failed`: the connection or the server; the same request, with the same key, may be sent again.
 */
export type Refusal =
  | { is: "gone" }
  | { is: "notYours" }
  | { is: "refused"; problems: Text[]; byField: Record<string, Text>; isCommentMissing: boolean }
  | { is: "failed" }

const goneCodes: readonly string[] = [
  "todoNotActive",
  "ticketClosed",
  "todoNotFound",
  "incidentNotFound",
] satisfies RefusalCode[]
const commentCode: string = "commentMissing" satisfies RefusalCode

const textSchema = z.object({ en: z.string(), zh: z.string() })
/** The part of a tRPC error that says why; read loosely, because the browser may be older than the server. */
const errorSchema = z.object({
  data: z.object({
    app: z.object({
      code: z.string(),
      problems: z
        .array(z.object({ code: z.string(), place: z.object({ field: z.string().optional() }), text: textSchema }))
        .default([]),
    }),
  }),
})

export function refusalOf(error: unknown): Refusal {
  const app = errorSchema.safeParse(error).data?.data.app
  if (!app) return { is: "failed" }
  if (
    app.code === "CONFLICT" ||
    app.code === "NOT_FOUND" ||
    app.problems.some(({ code }) => goneCodes.includes(code))
  ) {
    return { is: "gone" }
  }
  if (app.code === "FORBIDDEN") return { is: "notYours" }
  if (app.code !== "INVALID" && app.code !== "TOO_LARGE") return { is: "failed" }
  const byField: Record<string, Text> = {}
  for (const { place, text } of app.problems) if (place.field !== undefined) byField[place.field] ??= text
  return {
    is: "refused",
    problems: app.problems.map(({ text }) => text),
    byField,
    isCommentMissing: app.problems.some(({ code }) => code === commentCode),
  }
}
