import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { canonicalJson } from "./canonical-json"
import { InvariantError } from "./problem"
import { storableText } from "./text"

const roundTrips = Number(process.env["ROUND_TRIPS"] ?? 5000)

describe("canonicalJson", () => {
  it("sorts keys by code unit at every depth and leaves out what is undefined", () => {
    expect(canonicalJson({ b: [{ z: 1, a: null }], é: 1, "10": 1, "9": 2, a: undefined })).toBe(
      '{"10":1,"9":2,"b":[{"a":null,"z":1}],"é":1}',
    )
  })

  it("writes minus zero as zero, as JSON does", () => {
    expect(canonicalJson([-0, 1e21, 0.1])).toBe("[0,1e+21,0.1]")
  })

  it.each([[Number.NaN], [Infinity], [undefined], [() => 1], [1n]])("refuses what JSON cannot carry: %s", (value) => {
    expect(() => canonicalJson([value])).toThrow(InvariantError)
  })

  it("means the same as the value, and does not depend on the order of keys", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
        expect(canonicalJson(turned(value))).toBe(text)
        expect(canonicalJson(JSON.parse(text))).toBe(text)
      }),
      { numRuns: roundTrips },
    )
  })
})

function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned)
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, member]) => [key, turned(member)]),
  )
}

describe("storableText", () => {
  it.each([["a\u0000b"], ["\ud83d"], ["\udc00x"], ["x".repeat(11)]])(
    "refuses what a database cannot keep: %j",
    (text) => {
      expect(storableText(10).safeParse(text).success).toBe(false)
    },
  )
  it("takes emoji, Chinese and text from right to left", () => {
    expect(storableText(10).safeParse("😀费‮x").success).toBe(true)
  })
})
