import { describe, expect, it } from "vitest"
import { compareGraphs } from "./compare"
import { edge, graph, node } from "./testing-graph"

const before = graph(
  [node("a", { config: { sla: 1, title: "x" } }), node("b"), node("c")],
  [edge("a", "b"), edge("b", "c")],
)

describe("compareGraphs", () => {
  it("finds nothing between equal drafts, whatever their order", () => {
    expect(compareGraphs(before, { ...structuredClone(before), nodes: before.nodes.toReversed() })).toEqual([])
  })

  it("tells added, removed, changed and moved steps, moved ones last", () => {
    const after = {
      ...before,
      nodes: [
        node("b", { position: { x: 9, y: 9 } }),
        node("a", { config: { sla: 2, title: "x" }, position: { x: 5, y: 5 } }),
        node("d"),
      ],
    }
    const nodes = compareGraphs(before, after).filter(({ subject }) => subject === "node")
    expect(
      nodes.map((change) => [change.subject === "node" && change.id, "change" in change && change.change]),
    ).toEqual([
      ["c", "removed"],
      ["a", "changed"],
      ["d", "added"],
      ["b", "moved"],
    ])
    expect(nodes.find((change) => "id" in change && change.id === "a")).toMatchObject({ fields: ["sla"] })
  })

  it("names the steps at both ends of an edge", () => {
    const after = { ...before, edges: [edge("a", "b", { condition: "true" })] }
    expect(compareGraphs(before, after)).toEqual([
      { subject: "edge", id: "b-c", exit: "next", from: "B", to: "C", change: "removed", fields: [] },
      { subject: "edge", id: "a-b", exit: "next", from: "A", to: "B", change: "changed", fields: ["condition"] },
    ])
  })

  it("tells form fields by key and settings by name", () => {
    const field = { key: "amount", type: "int" as const, nullable: true, required: false, label: { en: "A", zh: "金" } }
    const after = { ...before, fields: [field], settings: { homeUnitId: "u", administratorIds: [] } }
    expect(compareGraphs(before, after)).toEqual([
      { subject: "field", id: "amount", change: "added" },
      { subject: "settings", fields: ["homeUnitId"] },
    ])
  })
})
