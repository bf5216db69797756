import { describe, expect, it } from "vitest"
import { mayTransfer, viewsFor } from "./views"

describe("the views of the inbox", () => {
  it("shows everybody's work to those who answer for it", () => {
    expect(viewsFor(["agent"])).toEqual(["mine", "finished"])
    expect(viewsFor(["agent", "supervisor"])).toContain("everyone")
    expect(viewsFor(["owner"])).toContain("everyone")
  })
})

describe("mayTransfer", () => {
  it.each([
    ["me", ["agent"], true],
    ["other", ["agent"], false],
    ["other", ["auditor"], false],
    ["other", ["supervisor"], true],
    ["other", ["owner"], true],
  ] as const)("a todo of %s, seen by %j: %s", (assigneeId, roles, expected) => {
    expect(mayTransfer({ id: "me", roles }, assigneeId)).toBe(expected)
  })
})
