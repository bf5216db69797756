import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { checkExpression } from "../check"
import { variableTypes, type Variable } from "../variable"
import { addItem, itemAt, newRow, removeItem, replaceItem, withOperator, withVariable } from "./edit"
import { fromText } from "./from-text"
import { operatorsFor } from "./operators"
import type { RowGroup } from "./row"
import { toText } from "./to-text"

const now = "2026-05-01T09:00:00Z"
const plain = variableTypes.flatMap((type): Variable[] =>
  [false, true].map((nullable) => ({
    key: `v_${type.replaceAll(/[^a-z]/g, "")}_${nullable ? "maybe" : "sure"}`,
    type,
    nullable,
    label: { en: type, zh: type },
  })),
)
const closed: Variable = {
  key: "reason",
  type: "string",
  nullable: false,
  label: { en: "Reason", zh: "原因" },
  values: [
    { value: "fee", label: { en: "Fee", zh: "费用" } },
    { value: "other", label: { en: "Other", zh: "其他" } },
  ],
}
const variables = [...plain, closed]
const anyVariable = fc.constantFrom(...variables)
const group = (children: RowGroup["children"]): RowGroup => ({ kind: "group", join: "and", not: false, children })

const textOf = (root: RowGroup): string => {
  const written = toText(root, variables)
  if (!written.ok) throw new Error(JSON.stringify(written.problems))
  return written.text
}

describe("edits by rows", () => {
  it("leave a condition without a mistake, whatever variable and operator are chosen in turn", () => {
    const steps = fc.array(fc.tuple(anyVariable, fc.nat(20), fc.boolean()), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(anyVariable, steps, (first, changes) => {
        let row = newRow(first, now)
        let variable = first
        for (const [next, pick, not] of changes) {
          row = withVariable(row, next, variable, now)
          variable = next
          const offered = operatorsFor(next)
          row = withOperator(row, offered[pick % offered.length]!, not, next, now)
          const text = textOf(group([row]))
          expect(checkExpression(text, { variables, expect: "bool" }).problems, text).toEqual([])
          expect(textOf(fromText(text, variables))).toBe(text)
        }
      }),
      { numRuns: 400, seed: 5 },
    )
  })

  it("keep the values when only the operator changes", () => {
    const amount = plain.find(({ type, nullable }) => type === "money" && !nullable)!
    const row = {
      ...newRow(amount, now),
      operator: "less" as const,
      operands: [{ type: "number" as const, value: 500 }],
    }
    const between = withOperator(row, "between", false, amount, now)
    expect(between.operands).toEqual([
      { type: "number", value: 500 },
      { type: "number", value: 0 },
    ])
    expect(withOperator(between, "atMost", false, amount, now).operands).toEqual([{ type: "number", value: 500 }])
  })

  it("take a value along to a variable of the same type, and no text into a closed list", () => {
    const [one, two] = [
      { ...plain[0]!, key: "a" },
      { ...plain[0]!, key: "b" },
    ]
    const row = { ...newRow(one, now), operands: [{ type: "string" as const, value: "x" }] }
    expect(withVariable(row, two, one, now)).toEqual({ ...row, key: "b" })
    expect(withVariable(row, closed, one, now).operands).toEqual([{ type: "string", value: "fee" }])
  })

  it("reach the row they are told, in groups too, and leave no empty group behind", () => {
    const row = newRow(closed, now)
    let root = addItem(group([row]), [], group([row]))
    root = addItem(root, [1], { ...row, not: true })
    expect(itemAt(root, [1, 1])).toEqual({ ...row, not: true })
    root = replaceItem(root, [1, 0], { ...row, operator: "differs" })
    expect(textOf(root)).toBe('reason == "fee" && reason != "fee" && !(reason == "fee")')
    root = removeItem(root, [1, 0])
    root = removeItem(root, [1, 0])
    expect(root).toEqual(group([row]))
    expect(() => itemAt(root, [4])).toThrow(RangeError)
  })
})
