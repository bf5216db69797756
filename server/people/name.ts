import type { Problem } from "@/core/problem"

const LENGTH_MAX = 80

/** Controls, marks that turn the writing direction, and signs without width: they make one name look like another. */
const INVISIBLE = /[\p{Cc}\p{Zl}\p{Zp}\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/u

/** A name as it is stored: composed (NFC), no blanks around it, single blanks inside. */
export const tidyName = (text: string) => text.normalize("NFC").trim().replace(/ {2,}/g, " ")

/** What is wrong with a name (of a person, an organisation, a unit) that is shown to others. */
export function nameProblems(text: string, field: string): Problem[] {
  const problem = (code: string, en: string, zh: string): Problem[] => [
    { code, severity: "error", place: { field }, text: { en, zh } },
  ]
  const name = tidyName(text)
  if (name === "") return problem("nameMissing", "Enter a name.", "请填写名称。")
  if (name.length > LENGTH_MAX)
    return problem("nameTooLong", `Use at most ${LENGTH_MAX} characters.`, `最多 ${LENGTH_MAX} 个字符。`)
  if (INVISIBLE.test(name) || !/[\p{L}\p{N}]/u.test(name))
    return problem("nameUnreadable", "Use visible letters or digits.", "名称须包含可见的文字或数字。")
  return []
}
