import { describe, expect, it } from "vitest"
import { flowVariables, formValues } from "../variables"
import type { Field } from "../graph"
import { checkFieldValues } from "../field-value"
import { checkForm, openTicket } from "./testing/open-form"
import { fieldStates } from "./states"
import { testField } from "./testing/random-form"

const choice = testField("choice", { key: "reason" })
const detail = testField("text", { key: "detail", required: true, nullable: false, shownWhen: 'reason == "b"' })
const more = testField("text", { key: "more", shownWhen: "detail != null" })
const money = testField("money", { key: "amount", requiredWhen: 'reason == "c"' })
const items = testField("table", { key: "items" })
const total = testField("text", { key: "why", shownWhen: "items.price > 1000 && items.count >= 2" })
const form: Field[] = [choice, detail, more, money, items, total]

const statesOf = (values: Record<string, unknown>) => {
  const all = formValues(form, values as never)
  const { hidden, required } = fieldStates(form, flowVariables(form), all)
  return { hidden: [...hidden], required: [...required] }
}

describe("conditions of a form", () => {
  it.each([
    [{}, ["detail", "more", "why"], []],
    [{ reason: "b" }, ["more", "why"], []],
    [{ reason: "b", detail: "x" }, ["why"], []],
    // What is hidden is empty to the fields after it.
    [{ reason: "a", detail: "x" }, ["detail", "more", "why"], []],
    [{ reason: "c" }, ["detail", "more", "why"], ["amount"]],
    [
      {
        items: [
          { name: "x", price: 600 },
          { name: "y", price: 600 },
        ],
      },
      ["detail", "more"],
      [],
    ],
  ])("with %j hides %j and requires %j", (values, hidden, required) => {
    expect(statesOf(values)).toEqual({ hidden, required })
  })

  it("a required field that is hidden is not missing", () => {
    const at = (values: Record<string, string>) => {
      const states = fieldStates(form, flowVariables(form), formValues(form, values))
      return checkFieldValues(form, ["reason", "detail"], values, { known: {}, complete: true, states }).map(
        ({ place }) => place.field,
      )
    }
    expect(at({ reason: "a" })).toEqual([])
    expect(at({ reason: "b" })).toEqual(["detail"])
  })

  it("a condition that cannot be worked out hides nothing", () => {
    const broken = [testField("text", { shownWhen: "1 / 0 > 1" })]
    expect(fieldStates(broken, flowVariables(broken), { text: "x" }).hidden.size).toBe(0)
  })
})

describe("a ticket opened with a form", () => {
  it("does not take what its conditions hide", () => {
    expect(openTicket(form, { reason: "a", detail: "secret", items: [] }).variables).toEqual({ reason: "a", items: [] })
    expect(openTicket(form, { reason: "b", detail: "said" }).variables).toEqual({ reason: "b", detail: "said" })
  })

  it("names what is missing once it is shown, and who is nobody", () => {
    expect(openTicket(form, { reason: "b" }).refused).toEqual(["detail fieldMissing"])
    const people = [testField("person")]
    expect(openTicket(people, { person: "018f2f6e-0000-7000-8000-000000000099" }).refused).toEqual([
      "person fieldInvalid",
    ])
    const code = [
      testField("text", { settings: { pattern: "^[A-Z]{2}$", patternText: { en: "two letters", zh: "两个字母" } } }),
    ]
    expect(openTicket(code, { text: "ab" }).refused).toEqual(["text fieldInvalid"])
    expect(openTicket(code, { text: "AB" }).refused).toEqual([])
  })
})

describe("what is wrong with a form", () => {
  it.each<[string, Partial<Field>, string[]]>([
    ["a condition that does not parse", { shownWhen: "reason ==" }, ["fields.0.shownWhen"]],
    ["a condition on itself", { shownWhen: "text != null" }, ["fields.0.shownWhen"]],
    ["a pattern RE2 refuses", { settings: { pattern: "(?=a)" } }, ["fields.0.settings.pattern"]],
    ["limits that cross", { settings: { minChars: 5, maxChars: 2 } }, ["fields.0.settings.maxChars"]],
    ["a setting of another kind", { settings: { currency: "CNY" } }, ["fields.0.settings"]],
    ["a kind nobody knows", { kind: "magic" }, ["fields.0.kind"]],
    ["a kind of another type", { kind: "money" }, ["fields.0.type"]],
    ["a choice without choices", { kind: "choice" }, ["fields.0.values"]],
  ])("%s", (_, change, places) => {
    expect(checkForm([testField("text", change), choice])).toEqual(places.map((place) => `error ${place}`))
  })

  it("warns of a condition on a field that comes later", () => {
    const fields = [testField("text", { shownWhen: 'reason == "a"' }), choice]
    expect(checkForm(fields)).toEqual(["warning fields.0.shownWhen"])
  })
})
