import type { Place, Problem } from "@/core/problem"
import type { Text } from "@/core/text"

/** Something wrong with a file that somebody brought. */
export const fileProblem = (code: string, place: Place, text: Text, hint?: Text): Problem => ({
  code,
  severity: "error",
  place,
  text,
  ...(hint && { hint }),
})
