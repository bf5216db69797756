import { describe, expect, it } from "vitest"
import type { DraftGraph } from "@/core/flow/graph"
import { absorb } from "./absorb"
import { applyCommand } from "./command"
import { perform, redo, startHistory, undo } from "./history"
import { mergeGraphs } from "./merge"
import { addNode, deleteSelection, renameNode, setConfig } from "./node-commands"
import { edge, graph, node } from "./testing-graph"

const base = graph(
  [node("a", { config: { title: "T", limit: 1 } }), node("b"), node("c")],
  [edge("a", "b"), edge("b", "c")],
)
const nameOf = ({ nodes }: DraftGraph, id: string) => nodes.find((each) => each.id === id)?.name
const nodeA = ({ nodes }: DraftGraph) => nodes.find(({ id }) => id === "a")
const del = (from: DraftGraph, id: string) =>
  applyCommand(from, deleteSelection(from, { nodeIds: new Set([id]), edgeIds: new Set() }))

describe("absorb", () => {
  it("shows their work, and undo takes back only mine", () => {
    const mine = perform(startHistory(base), renameNode(base, "a", "Mine"), 0)
    const theirs = applyCommand(base, renameNode(base, "b", "Theirs"))
    const both = absorb(mine, mergeGraphs(base, mine.graph, theirs).graph)
    expect(both.graph.nodes.map(({ name }) => name)).toEqual(["Mine", "Theirs", "C"])
    const undone = undo(both)
    expect(undone.graph).toEqual(theirs)
    expect(redo(undone).graph).toEqual(both.graph)
  })

  it("keeps their field of a step when mine of the same step is undone", () => {
    const mine = perform(startHistory(base), setConfig(base, "a", "title", "Mine"), 0)
    const theirs = applyCommand(base, setConfig(base, "a", "limit", 9))
    const both = absorb(mine, mergeGraphs(base, mine.graph, theirs).graph)
    expect(nodeA(both.graph)?.config).toEqual({ title: "Mine", limit: 9 })
    expect(nodeA(undo(both).graph)?.config).toEqual({ title: "T", limit: 9 })
  })

  it("does not bring back a step they deleted", () => {
    const mine = perform(startHistory(base), renameNode(base, "a", "Mine"), 0)
    const both = absorb(mine, del(mine.graph, "a"))
    expect(nameOf(undo(both).graph, "a")).toBeUndefined()
  })

  it("does not draw an edge to a step they deleted", () => {
    const cut = deleteSelection(base, { nodeIds: new Set(), edgeIds: new Set(["b-c"]) })
    const mine = perform(startHistory(base), cut, 0)
    const both = absorb(mine, del(mine.graph, "c"))
    expect(undo(both).graph.edges.map(({ id }) => id)).toEqual(["a-b"])
  })

  it("is no step of its own", () => {
    const both = absorb(startHistory(base), applyCommand(base, addNode(base, node("d"))))
    expect(both.past).toEqual([])
    expect(nameOf(undo(both).graph, "d")).toBe("D")
  })
})
