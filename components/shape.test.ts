import { describe, expect, expectTypeOf, it } from "vitest"
import { isInt, isText, listOf, objectOf, oneOf, orMissing, orNull, type Shape } from "./shape"

const isCall = objectOf({
  id: isText,
  seconds: isInt,
  state: oneOf(["open", "closed"]),
  customer: orNull(isText),
  note: orMissing(orNull(isText)),
  path: listOf(isText),
})
const call = { id: "a", seconds: 3, state: "open", customer: null, path: ["1", "2"] }

describe("objectOf", () => {
  it("takes what fits, with members it does not know", () => {
    expect(isCall(call)).toBe(true)
    expect(isCall({ ...call, note: null, later: {} })).toBe(true)
    expectTypeOf<Shape<typeof isCall>>().toEqualTypeOf<{
      id: string
      seconds: number
      state: "open" | "closed"
      customer: string | null
      note?: string | null | undefined
      path: string[]
    }>()
  })
  it("refuses a member that is missing or of another kind", () => {
    const wrong: Record<string, unknown>[] = [
      { id: 1 },
      { id: undefined },
      { seconds: 1.5 },
      { state: "teleported" },
      { customer: undefined },
      { note: 3 },
      { path: ["1", 2] },
      { path: "1" },
    ]
    for (const part of wrong) expect(isCall({ ...call, ...part }), JSON.stringify(part)).toBe(false)
  })
  it("refuses what is no object", () => {
    for (const value of [null, undefined, "text", 3, [call]]) expect(isCall(value)).toBe(false)
  })
})
