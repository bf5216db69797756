import { describe, expect, it } from "vitest"
import { safeNext } from "./safe-next"

describe("safeNext", () => {
  it.each(["/tickets/7?tab=trace#e3", "/inbox", "/"])("keeps %s", (next) => expect(safeNext(next)).toBe(next))
  it.each([
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "inbox",
    "/a\\..\\b",
    "/a b",
    "",
    null,
    undefined,
  ])("refuses %j", (next) => expect(safeNext(next)).toBe("/"))
})
