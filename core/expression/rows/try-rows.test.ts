import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { evaluateCondition } from "../evaluate"
import type { Variable } from "../variable"
import { fromText } from "./from-text"
import { tryRows } from "./try-rows"

const variable = (key: string, type: Variable["type"], nullable = false): Variable => ({
  key,
  type,
  nullable,
  label: { en: key, zh: key },
})
const variables = [
  variable("amount", "money"),
  variable("vip", "bool"),
  variable("score", "int", true),
  variable("items", "list<string>"),
]
const told = (source: string, values: object) =>
  Object.fromEntries(tryRows(fromText(source, variables), variables, { ...values }))

describe("each row by itself", () => {
  it.each<[string, object, Record<string, string>]>([
    ["amount > 5 && vip", { amount: 9, vip: false }, { 0: "holds", 1: "doesNot" }],
    [
      "amount > 5 || (vip && amount < 3)",
      { amount: 2, vip: true },
      { 0: "doesNot", 1: "holds", "1.0": "holds", "1.1": "holds" },
    ],
    ["!vip && amount > 1", { amount: 1, vip: false }, { 0: "holds", 1: "doesNot" }],
    // An empty value does not hold, and does not fail either: rows ask first whether there is one.
    ["score != null && score > 3 && vip", { score: null, vip: true }, { 0: "doesNot", 1: "holds" }],
    // What only text can say is tried all the same.
    ['vip && items[0] == "a"', { vip: true, items: [] }, { 0: "holds", 1: "failed" }],
    ["amount > 5 && vip", { amount: "nine", vip: true }, { 0: "failed", 1: "holds" }],
    ["", {}, {}],
  ])("%s on %j", (source, values, expected) => expect(told(source, values)).toEqual(expected))

  it("all rows of a group that must all hold, hold together exactly when each does", () => {
    const row = fc.oneof(
      fc
        .record({ sign: fc.constantFrom("<", "<=", ">", "==", "!="), bound: fc.integer({ min: 0, max: 9 }) })
        .map(({ sign, bound }) => `amount ${sign} ${bound}`),
      fc.constantFrom("vip", "!vip", "score != null && score > 4", "score == null"),
    )
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 2, maxLength: 5 }),
        fc.record({
          amount: fc.integer({ min: 0, max: 9 }),
          vip: fc.boolean(),
          score: fc.option(fc.integer({ min: 0, max: 9 })),
        }),
        (rows, values) => {
          const source = rows.map((text) => `(${text})`).join(" && ")
          const whole = evaluateCondition(source, variables, values)
          const root = fromText(source, variables)
          fc.pre(root.join === "and" && !root.not)
          const top = root.children.map((_, index) => tryRows(root, variables, values).get(String(index)))
          expect(whole).toEqual({ ok: true, value: top.every((outcome) => outcome === "holds") })
        },
      ),
      { numRuns: 500 },
    )
  })
})
