import { describe, expect, it, test } from "vitest"
import { isVariableKey, variableListSchema } from "./variable"

const variable = (key: string, more: object = {}) => ({
  key,
  type: "string",
  nullable: false,
  label: { zh: "标签", en: "Label" },
  ...more,
})
const issues = (list: unknown) => {
  const result = variableListSchema.safeParse(list)
  return result.success ? [] : result.error.issues.map((issue) => issue.path.join("."))
}

describe("keys", () => {
  test.each(["amount", "call.intent", "callIntent2", "A_b", "size", "contains", "a".repeat(64)])("takes %s", (key) => {
    expect(isVariableKey(key)).toBe(true)
  })
  test.each([
    ..."__proto__ constructor toString valueOf hasOwnProperty prototype call.constructor __proto__.a _a 1a a.b.c a. .a".split(
      " ",
    ),
    ..."true null in if int string timestamp duration type google call.in a-b a$b then".split(" "),
    "",
    "a b",
    "金额",
    "a\u0000",
    "ａ",
    "a".repeat(65),
    "amount\n",
  ])("refuses %j", (key) => {
    expect(isVariableKey(key)).toBe(false)
  })
})

describe("lists", () => {
  it("refuses a key twice, and one that is the first part of another", () => {
    expect(issues([variable("a"), variable("b.c")])).toEqual([])
    expect(issues([variable("a"), variable("a")])).toEqual(["1.key"])
    expect(issues([variable("call.intent"), variable("call")])).toEqual(["1.key"])
  })

  it("refuses a closed list on anything but text, an empty one, and a value twice", () => {
    const values = [{ value: "a", label: { zh: "甲", en: "A" } }]
    expect(issues([variable("a", { values }), variable("b", { type: "list<string>", values })])).toEqual([])
    expect(issues([variable("a", { type: "int", values })])).toEqual(["0.values"])
    expect(issues([variable("a", { values: [] })])).toEqual(["0.values"])
    expect(issues([variable("a", { values: [...values, ...values] })])).toEqual(["0.values"])
  })

  it("refuses unknown properties and types", () => {
    expect(issues([variable("a", { type: "dyn" })])).toEqual(["0.type"])
    expect(issues([variable("a", { secret: 1 })])).toEqual(["0"])
  })
})
