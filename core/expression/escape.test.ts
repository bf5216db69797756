import { describe, expect, it, test } from "vitest"
import { checkExpression } from "./check"
import { evaluateCondition } from "./evaluate"
import { escapes, places } from "./testing/escapes"
import { values, variables } from "./testing/variables"

// Nothing that is written as a condition, and nothing that is in its data, becomes code.

const corpus = escapes.flatMap(([name, source]) =>
  places.map(([where, place]): [string, string] => [`${name}, ${where}`, place(source)]),
)

describe("a text that escapes elsewhere is refused here, wherever it stands", () => {
  test.each(corpus)("%s", (_, source) => {
    const { problems } = checkExpression(source, { variables, expect: "bool" })
    expect(problems.length).toBeGreaterThan(0)
    expect(evaluateCondition(source, variables, values)).toMatchObject({
      ok: false,
      problem: { code: problems[0]?.code },
    })
  })

  it("and there are three hundred of them and more", () => expect(corpus.length).toBeGreaterThanOrEqual(300))
})

describe("as data it stays what it is: looked at once, never evaluated", () => {
  test.each(escapes)("%s", (_, payload) => {
    const given = { ...values, subject: payload, remark: payload, tags: [payload] }
    const sources = [
      "remark != null && subject == remark",
      "subject in tags",
      `subject == ${JSON.stringify(payload)}`,
      `(subject + "!").startsWith(subject)`,
      "tags.map(t, t + subject)[0].size() == 2 * subject.size()",
    ]
    for (const source of sources) {
      expect([source, evaluateCondition(source, variables, given)]).toEqual([source, { ok: true, value: true }])
    }
  })
})

it("nothing of it left a trace in this process", () => {
  expect(Object.keys(Object.prototype)).toEqual([])
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined()
  expect(({} as Record<string, unknown>)["vip"]).toBeUndefined()
})
