import { describe, expect, it } from "vitest"
import { field } from "@/core/ticket/testing/small-flow"
import { checkFieldValues } from "./field-value"
import type { Field } from "./graph"

const choice: Field = { ...field("choice", "string", true), values: [{ value: "a", label: { en: "A", zh: "甲" } }] }
const fields: Field[] = [
  choice,
  field("text", "string", true),
  field("int", "int"),
  field("double", "double"),
  field("money", "money"),
  field("bool", "bool"),
  field("at", "timestamp"),
  field("span", "duration"),
  field("list", "list<string>", true),
]
const all = fields.map(({ key }) => key)
const check = (values: object, complete = false, known = {}) =>
  checkFieldValues(fields, all, values as never, { known, complete }).map(({ code, place }) => `${place.field} ${code}`)

describe("checkFieldValues", () => {
  it.each([
    ["choice", "a"],
    ["text", "x"],
    ["int", -3],
    ["double", 0.5],
    ["money", 12345],
    ["bool", false],
    ["at", "2026-05-01T09:00:00+08:00"],
    ["span", "1h30m"],
    ["list", ["a"]],
    ["int", null],
  ])("takes %s = %j", (key, value) => {
    expect(check({ [key]: value })).toEqual([])
  })

  it.each([
    ["choice", "b"],
    ["text", 5],
    ["int", 0.5],
    ["int", "5"],
    ["int", 2 ** 53],
    ["double", Number.NaN],
    ["double", Infinity],
    ["money", 1.5],
    ["money", "1,000"],
    ["bool", "true"],
    ["at", "2026-02-30T09:00:00Z"],
    ["at", "2026-05-01T09:00:00"],
    ["span", "soon"],
    ["list", "a"],
    ["list", [1]],
  ])("refuses %s = %j", (key, value) => {
    expect(check({ [key]: value })).toEqual([`${key} fieldInvalid`])
  })

  it("asks for what is required, unless it is known already", () => {
    expect(check({}, true)).toEqual(["choice fieldMissing", "text fieldMissing", "list fieldMissing"])
    expect(check({ text: " ", list: [] }, true, { choice: "a" })).toEqual(["text fieldMissing", "list fieldMissing"])
    expect(check({ choice: null }, true, { choice: "a", text: "x", list: ["x"] })).toEqual(["choice fieldMissing"])
  })

  it("refuses fields that are not asked for, and names every object knows", () => {
    const found = checkFieldValues(fields, ["text"], JSON.parse('{"int":1,"__proto__":1,"constructor":1}'), {
      known: {},
      complete: false,
    })
    expect(found.map((problem) => problem.code)).toEqual(["fieldNotAsked", "fieldUnknown", "fieldUnknown"])
  })
})
