import { describe, expect, it } from "vitest"
import type { TodoOptions } from "@/core/ticket/options"
import { moveKeys, moveOf, movesOf } from "./moves"

const nothing: TodoOptions = {
  decide: true,
  acknowledge: false,
  pause: false,
  resume: false,
  transfer: false,
  delegate: false,
  addSign: [],
  removeSign: false,
  retract: false,
  return: null,
  rejectTo: null,
  claim: false,
  unclaim: false,
}

describe("movesOf", () => {
  it.each<[string, Partial<TodoOptions>, string[]]>([
    ["nothing the engine refuses", {}, []],
    ["handing over", { transfer: true }, ["transfer"]],
    ["adding signers in any one way", { addSign: ["after"] }, ["addSign"]],
    ["asking and returning", { delegate: true, return: { nodeIds: ["a"], resume: null } }, ["delegate", "return"]],
    ["putting the next warnings off", { acknowledge: true }, ["acknowledge"]],
    ["letting the clock stand still", { pause: true }, ["pause"]],
    ["letting it go on", { resume: true }, ["resume"]],
    ["claiming out of a queue", { decide: false, claim: true, transfer: true }, ["claim", "transfer"]],
    ["putting it back", { unclaim: true }, ["unclaim"]],
    ["taking a vote back", { decide: false, retract: true }, ["retract"]],
  ])("offers %s", (_, options, expected) => {
    expect(movesOf({ options: { ...nothing, ...options }, withdraw: [] }, "a1")).toEqual(expected)
  })

  it("offers to take back the work of this very visit, though its todo has left the ticket's state", () => {
    const withdraw = [{ activationId: "a3", nodeId: "write" }]
    expect(movesOf({ options: null, withdraw }, "a3")).toEqual(["withdraw"])
    expect(movesOf({ options: null, withdraw }, "a5")).toEqual([])
    expect(movesOf({ options: null, withdraw }, null)).toEqual([])
  })
})

describe("moveOf", () => {
  it("finds what a key does now, and nothing else", () => {
    expect(moveOf(["transfer", "return"], "b")).toBe("return")
    expect(moveOf(["transfer"], "b")).toBeNull()
    expect(moveOf(["withdraw"], "w")).toBe("withdraw")
  })

  it("takes no letter of a decision, of the list, of the comment or of the shell", () => {
    const taken = new Set(["a", "r", "d", "j", "k", "c", "g", "m"])
    expect(Object.values(moveKeys).filter((key) => taken.has(key))).toEqual([])
  })
})
