import { describe, expect, it } from "vitest"
import { fieldKinds } from "@/core/flow/form/kinds"
import { checkForm } from "@/core/flow/form/testing/open-form"
import { duplicateField, insertField, moveField, newField, withKind } from "./form-edits"

const three = ["text", "money", "choice"].reduce(
  (fields, kind) => insertField(fields, newField(fields, kind), fields.length),
  [] as ReturnType<typeof newField>[],
)
const keys = (fields: { key: string }[]) => fields.map(({ key }) => key)

describe("edits of a form", () => {
  it.each(fieldKinds.map(({ kind }) => kind))("a new field of the kind %s can be published as it is", (kind) => {
    expect(checkForm([newField([], kind)])).toEqual([])
  })

  it.each(fieldKinds.map(({ kind }) => kind))("a choice that becomes a %s is right", (kind) => {
    expect(checkForm([withKind(newField([], "choice"), kind)])).toEqual([])
  })

  it("moves a field to where it was dropped, and no further than the ends", () => {
    expect(keys(moveField(three, 0, 2))).toEqual(["field2", "field3", "field1"])
    expect(keys(moveField(three, 2, 0))).toEqual(["field3", "field1", "field2"])
    expect(keys(moveField(three, 1, 9))).toEqual(["field1", "field3", "field2"])
    expect(keys(moveField(three, 1, -1))).toEqual(["field2", "field1", "field3"])
    expect(keys(moveField(three, 7, 0))).toEqual(keys(three))
  })

  it("copies a field behind itself under a key nobody has", () => {
    const twice = duplicateField(duplicateField(three, 1), 1)
    expect(keys(twice)).toEqual(["field1", "field2", "field2_2", "field2_1", "field3"])
    expect(twice[2]).toMatchObject({ kind: "money", type: "money" })
  })
})
