import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { fieldKinds } from "@/core/flow/form/kinds"
import { checkForm } from "@/core/flow/form/testing/open-form"
import { applyCommand, revertCommand } from "./command"
import { setFields } from "./flow-commands"
import { graph as emptyGraph } from "./testing-graph"
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

  it("keep every key once, and are taken back as they were, whatever is done one after another", () => {
    const edit = fc.oneof(
      fc.record({ type: fc.constant("add" as const), kind: fc.constantFrom(...fieldKinds.map(({ kind }) => kind)) }),
      fc.record({ type: fc.constantFrom("move" as const, "duplicate" as const, "remove" as const) }),
      fc.record({ type: fc.constant("turn" as const), kind: fc.constantFrom(...fieldKinds.map(({ kind }) => kind)) }),
    )
    const steps = fc.array(fc.tuple(edit, fc.nat(30), fc.nat(30)), { maxLength: 25 })
    fc.assert(
      fc.property(steps, (edits) => {
        let graph = { ...emptyGraph([]), fields: [] as ReturnType<typeof newField>[] }
        for (const [what, from, to] of edits) {
          const { fields } = graph
          const at = fields.length === 0 ? 0 : from % fields.length
          const next =
            what.type === "add"
              ? insertField(fields, newField(fields, what.kind), to % (fields.length + 1))
              : what.type === "move"
                ? moveField(fields, at, to)
                : what.type === "duplicate"
                  ? duplicateField(fields, at)
                  : what.type === "remove"
                    ? fields.filter((_, index) => index !== at)
                    : what.type === "turn"
                      ? fields.map((field, index) => (index === at ? withKind(field, what.kind) : field))
                      : fields
          const command = setFields(graph, next)
          const after = applyCommand(graph, command)
          expect(after.fields).toEqual(next)
          expect(revertCommand(after, command)).toEqual(graph)
          expect(new Set(keys(after.fields)).size).toBe(after.fields.length)
          expect(checkForm(after.fields)).toEqual([])
          graph = after
        }
      }),
      { numRuns: 150 },
    )
  })
})
