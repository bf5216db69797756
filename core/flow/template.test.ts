import { describe, expect, it } from "vitest"
import { clipText } from "@/core/clip-text"
import { field } from "@/core/ticket/testing/small-flow"
import { placeholdersOf, renderTemplate } from "./template"
import { flowVariables } from "./variables"

const variables = flowVariables([
  field("amount", "money"),
  field("note", "string"),
  field("flag", "bool"),
  field("list", "list<string>"),
])
const render = (template: string, values = {}) => renderTemplate(template, variables, values, 60)

describe("renderTemplate", () => {
  it.each([
    ["{{ amount }} for {{note}}", { amount: 12345, note: "Li" }, "123.45 for Li"],
    ["{{amount}}", { amount: -5 }, "-0.05"],
    ["{{ flag }} {{ list }}", { flag: true, list: ["a", "b"] }, "✓ a, b"],
    ["#{{ ticket.number }} {{ note }}", { "ticket.number": 7 }, "#7"],
    ["{{ nothing }}{{ constructor }}{{ __proto__ }}", { nothing: 1 }, ""],
    // What a value says is never read as a template again.
    ["{{ note }}", { note: "{{ amount }}", amount: 1 }, "{{ amount }}"],
    ["{{ note }}", { note: "$& $1" }, "$& $1"],
    ["{{ {{ note }} }} {note}", { note: "x" }, "{{ x }} {note}"],
  ])("%s", (template, values, text) => {
    expect(render(template, values)).toBe(text)
  })

  it("is clipped without cutting a character in half", () => {
    expect(render("{{ note }}", { note: "😀".repeat(40) })).toBe(`${"😀".repeat(29)}…`)
    expect(clipText("abc", 3)).toBe("abc")
    expect(clipText("abcd", 3)).toBe("ab…")
  })

  it("says where its placeholders are", () => {
    expect(placeholdersOf("a {{ b.c }}{{}}")).toEqual([
      { key: "b.c", start: 2, end: 11 },
      { key: "", start: 11, end: 15 },
    ])
  })
})
