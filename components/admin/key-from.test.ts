import { describe, expect, it } from "vitest"
import { keyFrom } from "./key-from"

describe("a key proposed from a name", () => {
  it.each([
    ["Fee reduction", "fee-reduction"],
    ["  Café — Nr. 2 ", "cafe-nr-2"],
    ["信用卡 Fees", "fees"],
    ["信用卡", ""],
    [`${"a".repeat(39)} b`, "a".repeat(39)],
  ])("%s becomes %j", (name, key) => {
    expect(keyFrom(name)).toBe(key)
  })
})
