import * as z from "zod"
import type { Problem } from "@/core/problem"

const chinese = z.locales.zhCN().localeError

const messageOf = (message: string | { message: string } | undefined | null, otherwise: string) =>
  typeof message === "string" ? message : (message?.message ?? otherwise)

/** What a schema found wrong, as problems: the field, and the sentence in both languages. */
export function inputProblems(error: z.ZodError): Problem[] {
  return error.issues.slice(0, 50).map((issue) => ({
    code: "invalidInput",
    severity: "error",
    place: { field: issue.path.join(".") },
    text: { en: issue.message, zh: messageOf(chinese(issue as z.core.$ZodRawIssue), issue.message) },
  }))
}
