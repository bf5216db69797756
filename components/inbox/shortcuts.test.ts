import { describe, expect, it } from "vitest"
import { actionOf, keysOf, type InboxAction } from "./shortcuts"

const action = (decision: InboxAction["decision"], outcome: string | null = null): InboxAction => ({
  decision,
  outcome,
  title: { en: "x", zh: "x" },
  tone: "neutral",
  commentRequired: false,
})

describe("keysOf", () => {
  it("gives single decisions their letter", () => {
    expect(keysOf([action("approve"), action("reject")])).toEqual(["a", "r"])
    expect(keysOf([action("done")])).toEqual(["d"])
  })

  it("numbers outcomes", () => {
    expect(keysOf(["satisfied", "unsatisfied", "unreachable"].map((outcome) => action("done", outcome)))).toEqual([
      "1",
      "2",
      "3",
    ])
  })

  it("numbers a single outcome too, so that its key does not change when a second is added", () => {
    expect(keysOf([action("done", "satisfied")])).toEqual(["1"])
  })

  it("has no key beyond the ninth", () => {
    expect(keysOf(Array.from({ length: 10 }, (_, index) => action("done", `o${index}`))).slice(8)).toEqual(["9", null])
  })
})

describe("actionOf", () => {
  it("finds the action of a key and nothing for others", () => {
    const actions = [action("approve"), action("reject")]
    expect(actionOf(actions, "r")).toBe(actions[1])
    expect(actionOf(actions, "d")).toBeNull()
    expect(actionOf([], "a")).toBeNull()
  })
})
