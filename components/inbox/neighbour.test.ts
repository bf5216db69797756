import { describe, expect, it } from "vitest"
import { itemKey, parseItemKey } from "./item-key"
import { nextAfter, stepFrom } from "./neighbour"

const keys = ["a", "b", "c"]

describe("stepFrom", () => {
  it.each<[string | null, number, string | null]>([
    ["a", 1, "b"],
    ["c", 1, "c"],
    ["a", -1, "a"],
    ["b", -1, "a"],
    [null, 1, "a"],
    [null, -1, "c"],
    ["gone", 1, "a"],
    ["gone", -1, "c"],
    ["a", Infinity, "c"],
    ["c", -Infinity, "a"],
  ])("from %s by %s to %s", (current, step, expected) => {
    expect(stepFrom(keys, current, step)).toBe(expected)
  })

  it("has nowhere to go in an empty list", () => {
    expect(stepFrom([], "a", 1)).toBeNull()
  })
})

describe("nextAfter", () => {
  it.each<[string, string[], string | null]>([
    ["a", [], "b"],
    ["b", [], "c"],
    ["c", [], "b"],
    ["a", ["b"], "c"],
    ["c", ["b"], "a"],
    ["b", ["a", "c"], null],
    ["gone", [], "a"],
  ])("after %s with %j under way goes to %s", (current, busy, expected) => {
    expect(nextAfter(keys, current, new Set(busy))).toBe(expected)
  })

  it("ends at nothing after the last", () => {
    expect(nextAfter(["a"], "a", new Set())).toBeNull()
  })
})

describe("the key of a todo", () => {
  const todo = { ticketId: "0190a000-0000-7000-8000-000000000001", todoId: "d3" }

  it("reads back what it wrote", () => {
    expect(parseItemKey(itemKey(todo))).toEqual(todo)
  })

  it.each([null, "", "d3", "0190a000-0000-7000-8000-000000000001", "x.d3", "0190a000-0000-7000-8000-000000000001.t3"])(
    "refuses %s",
    (text) => {
      expect(parseItemKey(text)).toBeNull()
    },
  )
})
