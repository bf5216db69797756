import { isRecord, isText, listOf, objectOf, type Check } from "@/components/shape"
import type { Problem } from "@/core/problem"
import type { SaveFailure } from "./draft-saver"

const isAnything = (_value: unknown): _value is unknown => true
const isRefused = objectOf({
  message: isAnything,
  data: objectOf({ app: objectOf({ code: isText, problems: isAnything, detail: isAnything }) }),
})
// What a problem holds is the server's word; here it only must not be something else altogether.
const areProblems = listOf(isRecord as Check<unknown> as Check<Problem>)

export type Refusal = {
  code: string
  message: string
  problems: Problem[]
  detail: Record<string, string | number | null>
}

const isDetail = (value: unknown): value is Refusal["detail"] =>
  isRecord(value) && Object.values(value).every((one) => one === null || isText(one) || typeof one === "number")

/**
 * Why the server refused; null when it never answered or failed itself. Read loosely, because the browser may be older
 * than the server: what it says beside the code is left out where it cannot be read.
 */
export function refusalOf(error: unknown): Refusal | null {
  if (!isRefused(error)) return null
  const { code, problems, detail } = error.data.app
  return {
    code,
    message: isText(error.message) ? error.message : "",
    problems: areProblems(problems) ? problems : [],
    detail: isDetail(detail) ? detail : {},
  }
}

const passing = new Set(["UNAVAILABLE", "RATE_LIMITED"])

export function saveFailureOf(error: unknown): SaveFailure {
  const refusal = refusalOf(error)
  if (!refusal || passing.has(refusal.code)) return { type: "unreachable" }
  return refusal.code === "CONFLICT" ? { type: "conflict" } : { type: "refused", message: refusal.message }
}
