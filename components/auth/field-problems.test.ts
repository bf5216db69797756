import { expect, it } from "vitest"
import type { Problem } from "@/core/problem"
import { fieldProblems } from "./field-problems"

const problem = (field: string | undefined, en: string, hint?: string): Problem => ({
  code: "x",
  severity: "error",
  place: { field },
  text: { en, zh: `${en}（中）` },
  ...(hint && { hint: { en: hint, zh: hint } }),
})

it("puts the first sentence of a field below it and everything without a field of the form above", () => {
  const found = fieldProblems(
    [
      problem("email", "Taken.", "Sign in."),
      problem("email", "Second."),
      problem("slug", "Odd."),
      problem(undefined, "No."),
    ],
    ["email", "name"],
    "en",
  )
  expect(found).toEqual({ byField: { email: "Taken. Sign in." }, others: ["Odd.", "No."] })
})

it("speaks the page's language", () => {
  expect(fieldProblems([problem("name", "A.")], ["name"], "zh").byField).toEqual({ name: "A.（中）" })
})
