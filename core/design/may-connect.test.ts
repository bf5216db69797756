import { describe, expect, it } from "vitest"
import { flowLimits } from "@/core/flow/graph"
import { mayConnect, type KindShape } from "./may-connect"
import { edge, graph, node } from "./testing-graph"

const exit = (id: string) => ({ id, title: { en: id, zh: id }, tone: "neutral" as const })
const shapes: Record<string, KindShape> = {
  start: { hasEntry: false, exits: () => [exit("next")] },
  handle: { hasEntry: true, exits: () => [exit("next")] },
  approval: { hasEntry: true, exits: () => [exit("approved"), exit("rejected")] },
  split: { hasEntry: true, exits: () => [exit("route")] },
  close: { hasEntry: true, exits: () => [] },
}
const kindOf = (kind: string) => shapes[kind]
const drawn = graph(
  [
    node("s", { kind: "start" }),
    node("h"),
    node("a", { kind: "approval" }),
    node("x", { kind: "split" }),
    node("e", { kind: "close" }),
    node("old", { kind: "retired" }),
  ],
  [edge("s", "h"), edge("h", "old", { id: "gone", exit: "finished" })],
)

describe("mayConnect", () => {
  it.each([
    ["a way on", { source: "h", exit: "next", target: "a" }, null],
    ["one of two exits", { source: "a", exit: "rejected", target: "h" }, null],
    ["a further route of a split", { source: "x", exit: "route", target: "e" }, null],
    ["an exit that already has an edge, which it takes over", { source: "s", exit: "next", target: "a" }, null],
    ["a step of a kind nobody knows", { source: "old", exit: "whatever", target: "e" }, null],
    [
      "an edge that hangs on a vanished exit, bent to another step",
      { source: "h", exit: "finished", target: "e", edgeId: "gone" },
      null,
    ],
    ["a step to itself", { source: "h", exit: "next", target: "h" }, "self"],
    ["a way into the start", { source: "h", exit: "next", target: "s" }, "noEntry"],
    ["an exit the kind does not have", { source: "h", exit: "approved", target: "e" }, "noExit"],
    ["a route out of a step that is no split", { source: "h", exit: "route", target: "e" }, "noExit"],
    ["a way out of the end", { source: "e", exit: "next", target: "h" }, "noExit"],
    ["a step that is not there", { source: "h", exit: "next", target: "nobody" }, "missing"],
  ] as const)("%s", (_, connection, expected) => {
    expect(mayConnect(drawn, kindOf, connection)).toBe(expected)
  })

  it("refuses one edge too many, but not one that replaces another", () => {
    const many = Array.from({ length: flowLimits.edges - 1 }, (_, i) => edge("x", "e", { id: `r${i}`, exit: "route" }))
    const full = { ...drawn, edges: [edge("s", "h"), ...many] }
    expect(mayConnect(full, kindOf, { source: "x", exit: "route", target: "h" })).toBe("tooMany")
    expect(mayConnect(full, kindOf, { source: "s", exit: "next", target: "a" })).toBeNull()
  })
})
