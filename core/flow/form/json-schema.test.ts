import Ajv from "ajv/dist/2020"
import addFormats from "ajv-formats"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { patternMatches } from "@/core/expression/pattern"
import type { Values } from "@/core/ticket/event"
import { checkFieldValues } from "../field-value"
import type { Field } from "../graph"
import { formSchema } from "./json-schema"
import { fieldKinds } from "./kinds"
import { readFormSchema } from "./read-form-schema"
import { randomForm, randomValue, testField } from "./testing/random-form"

const ajv = addFormats.default(new Ajv({ strict: false, allErrors: true }))

const accepted = (fields: Field[], values: Values) => {
  const asked = fields.map(({ key }) => key)
  return checkFieldValues(fields, asked, values, { known: {}, complete: true, matches: patternMatches }).length === 0
}

describe("a form as JSON Schema", () => {
  it("takes what the engine takes, and nothing else", () => {
    const seen = { taken: 0, refused: 0 }
    const forms = randomForm().chain((fields) =>
      fc.tuple(
        fc.constant(fields),
        fc.array(randomValue, { minLength: fields.length, maxLength: fields.length }),
        fc.array(fc.boolean(), { minLength: fields.length, maxLength: fields.length }),
      ),
    )
    fc.assert(
      fc.property(forms, ([fields, found, given]) => {
        const values = Object.fromEntries(fields.flatMap(({ key }, at) => (given[at] ? [[key, found[at]]] : [])))
        const validate = ajv.compile(formSchema(fields))
        const engine = accepted(fields, values as Values)
        seen[engine ? "taken" : "refused"] += 1
        expect(validate(values), JSON.stringify({ fields, values, errors: validate.errors })).toBe(engine)
      }),
      { numRuns: 400 },
    )
    expect(Math.min(seen.taken, seen.refused), "both happen").toBeGreaterThan(20)
  })

  it.each(fieldKinds.map(({ kind }) => kind))("agrees on single values of %s", (kind) => {
    const field = testField(kind)
    const validate = ajv.compile(formSchema([field]))
    fc.assert(
      fc.property(randomValue, (value) => {
        const engine = accepted([field], { [kind]: value } as Values)
        // A day no calendar has, and the length of a duration, are beyond what JSON Schema can say.
        if (engine) expect(validate({ [kind]: value }), JSON.stringify(validate.errors)).toBe(true)
      }),
    )
  })

  it("leaves hidden fields out and names those a condition requires", () => {
    const fields = [testField("text"), testField("integer")]
    const schema = formSchema(fields, { hidden: new Set(["text"]), required: new Set(["integer"]) })
    expect(Object.keys(schema.properties)).toEqual(["integer"])
    expect(schema.required).toEqual(["integer"])
  })

  it("gives the same form back, whatever is in it", () => {
    fc.assert(
      fc.property(randomForm(fieldKinds.map(({ kind }) => kind)), (fields) => {
        const more = fields.map((field, at): Field =>
          at === 0
            ? { ...field, section: field.label, help: field.label, requiredWhen: "true", shownWhen: "1 < 2" }
            : field,
        )
        const again = readFormSchema(JSON.parse(JSON.stringify(formSchema(more))))
        expect(again.problems).toEqual([])
        const bare = ({ settings, ...field }: Field) =>
          settings && Object.keys(settings).length > 0 ? { ...field, settings } : field
        expect(again.fields).toEqual(more.map(bare))
      }),
    )
  })
})

describe("somebody else's JSON Schema", () => {
  it("becomes fields, and what has no kind is named", () => {
    const { fields, problems } = readFormSchema({
      type: "object",
      required: ["name"],
      properties: {
        name: { type: "string", title: "Name", maxLength: 40 },
        age: { type: ["integer", "null"], minimum: 0, maximum: 150 },
        mail: { type: "string", format: "email" },
        colour: { enum: ["red", "blue"] },
        tags: { type: "array", items: { enum: ["x", "y"] } },
        nested: { type: "object", properties: {} },
        "not a key": { type: "string" },
      },
    })
    expect(fields.map(({ key, kind, required, settings }) => [key, kind, required, settings])).toEqual([
      ["name", "text", true, { maxChars: 40 }],
      ["age", "integer", false, { min: 0, max: 150 }],
      ["mail", "email", false, undefined],
      ["colour", "choice", false, undefined],
      ["tags", "choices", false, undefined],
    ])
    expect(problems.map(({ place }) => place.field)).toEqual(["nested", "not a key"])
  })

  it.each([null, 1, "x", [], {}, { properties: 3 }])("%j is no form", (json) => {
    expect(readFormSchema(json).problems.map(({ code }) => code)).toEqual(["notASchema"])
  })
})
