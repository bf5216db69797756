import { isText, listOf, objectOf, orMissing } from "@/components/shape"
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

const isTextPair = objectOf({ en: isText, zh: isText })
/** The part of a tRPC error that says why; read loosely, because the browser may be older than the server. */
const isAppFailure = objectOf({
  data: objectOf({
    app: objectOf({
      code: isText,
      problems: orMissing(
        listOf(objectOf({ code: isText, place: objectOf({ field: orMissing(isText) }), text: isTextPair })),
      ),
    }),
  }),
})

export function refusalOf(error: unknown): Refusal {
  if (!isAppFailure(error)) return { is: "failed" }
  const { code, problems = [] } = error.data.app
  if (code === "CONFLICT" || code === "NOT_FOUND" || problems.some(({ code }) => goneCodes.includes(code))) {
    return { is: "gone" }
  }
  if (code === "FORBIDDEN") return { is: "notYours" }
  if (code !== "INVALID" && code !== "TOO_LARGE") return { is: "failed" }
  const byField: Record<string, Text> = {}
  for (const { place, text } of problems) if (place.field !== undefined) byField[place.field] ??= text
  return {
    is: "refused",
    problems: problems.map(({ text }) => text),
    byField,
    isCommentMissing: problems.some(({ code }) => code === commentCode),
  }
}
