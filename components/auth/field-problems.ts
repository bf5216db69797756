import type { Problem } from "@/core/problem"
import type { Locale } from "@/core/text"

/** A refused form: what stands below its fields, and what belongs to none of them. */
export interface FieldProblems {
  byField: Record<string, string>
  others: string[]
}

export const noProblems: FieldProblems = { byField: {}, others: [] }

/** The server's problems as sentences in one language; the first of a field is shown, with what to do. Pure. */
export function fieldProblems(problems: readonly Problem[], fields: readonly string[], locale: Locale): FieldProblems {
  const byField: Record<string, string> = {}
  const others: string[] = []
  for (const { place, text, hint } of problems) {
    const sentence = [text[locale], hint?.[locale]].filter(Boolean).join(locale === "zh" ? "" : " ")
    const field = place.field
    if (field !== undefined && fields.includes(field)) byField[field] ??= sentence
    else others.push(sentence)
  }
  return { byField, others }
}
