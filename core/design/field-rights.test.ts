import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { toExecutable } from "@/core/flow/executable"
import { galleryFlows } from "@/core/flow/starters/starters"
import { applyCommand, revertCommand } from "./command"
import { fieldRight, fieldRights, formSteps, rightsAt, setFieldRights } from "./field-rights"

const flows = galleryFlows({ locale: "en", homeUnitId: null, administratorIds: [] }).map(({ draft }) => draft)

describe("the rights of fields at steps", () => {
  it("are what was set, for those that were meant and no others, and are taken back as they were", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...flows.filter((draft) => draft.fields.length > 1)),
        fc.array(fc.tuple(fc.nat(), fc.nat(), fc.constantFrom(...fieldRights), fc.boolean()), {
          minLength: 1,
          maxLength: 12,
        }),
        (draft, edits) => {
          let graph = draft
          for (const [step, field, right, isWholeColumn] of edits) {
            const steps = formSteps(graph)
            const node = steps[step % steps.length]!
            const score = node.config["scoreField"]
            const keys = isWholeColumn
              ? graph.fields.map(({ key }) => key)
              : [graph.fields[field % graph.fields.length]!.key]
            const done = setFieldRights(graph, [node.id], keys, right)
            const next = applyCommand(graph, done)
            expect(revertCommand(next, done)).toEqual(graph)
            for (const other of formSteps(next)) {
              for (const { key } of graph.fields) {
                const before = fieldRight(
                  graph.nodes.find(({ id }) => id === other.id)!,
                  key,
                )
                // The score of a return visit is asked for in any case.
                const isKept = key === score && (right === "read" || right === "hidden")
                const isMeant = other.id === node.id && keys.includes(key) && rightsAt(node).includes(right) && !isKept
                expect(fieldRight(other, key)).toBe(isMeant ? right : before)
              }
            }
            graph = next
          }
          // Whatever was set, the checks have nothing to say about it.
          const result = toExecutable(graph)
          const codes = result.ok ? [] : result.problems.map(({ code }) => code)
          expect(codes).not.toContain("fieldRights")
        },
      ),
      { numRuns: 200 },
    )
  })

  it("leaves nothing behind where nothing is special", () => {
    const [draft] = flows
    const [key] = draft!.fields.map((field) => field.key)
    const node = formSteps(draft!).at(-1)!
    const hidden = applyCommand(draft!, setFieldRights(draft!, [node.id], [key!], "hidden"))
    expect(hidden.nodes.find(({ id }) => id === node.id)!.config["fieldRights"]).toEqual({
      required: [],
      hidden: [key],
    })
    const read = applyCommand(hidden, setFieldRights(hidden, [node.id], [key!], "read"))
    expect(read.nodes.find(({ id }) => id === node.id)!.config).not.toHaveProperty("fieldRights")
  })
})
