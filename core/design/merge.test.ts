import { describe, expect, it } from "vitest"
import type { DraftGraph } from "@/core/flow/graph"
import { applyCommand } from "./command"
import { mergeGraphs } from "./merge"
import { addNode, deleteSelection, moveNodes, renameNode, setConfig } from "./node-commands"
import { connect, setCondition } from "./route-commands"
import { edge, graph, node } from "./testing-graph"

const base = graph(
  [node("a", { config: { title: "T", limit: 1 } }), node("b"), node("c")],
  [edge("a", "b"), edge("b", "c", { exit: "route" })],
)
const del = (from: DraftGraph, id: string) =>
  applyCommand(from, deleteSelection(from, { nodeIds: new Set([id]), edgeIds: new Set() }))
const renamed = (id: string, name: string) => applyCommand(base, renameNode(base, id, name))
const set = (key: string, value: unknown) => applyCommand(base, setConfig(base, "a", key, value))

describe("mergeGraphs", () => {
  it("puts edits of different steps together", () => {
    const { graph: both, collisions } = mergeGraphs(base, renamed("a", "Mine"), renamed("b", "Theirs"))
    expect(collisions).toEqual([])
    expect(both.nodes.map(({ name }) => name)).toEqual(["Mine", "Theirs", "C"])
  })

  it("puts edits of different fields of one step together", () => {
    const { graph: both, collisions } = mergeGraphs(base, set("title", "Mine"), set("limit", 2))
    expect(collisions).toEqual([])
    expect(both.nodes[0]?.config).toEqual({ title: "Mine", limit: 2 })
  })

  it("does not quarrel over where a step stands", () => {
    const mine = applyCommand(base, moveNodes(base, new Map([["a", { x: 7, y: 7 }]])))
    const limited = set("limit", 3)
    const theirs = applyCommand(limited, moveNodes(limited, new Map([["a", { x: 9, y: 9 }]])))
    const { graph: both, collisions } = mergeGraphs(base, mine, theirs)
    expect(collisions).toEqual([])
    expect(both.nodes[0]).toMatchObject({ position: { x: 7, y: 7 }, config: { limit: 3 } })
  })

  it("names the field two people set differently", () => {
    expect(mergeGraphs(base, set("limit", 2), set("limit", 3)).collisions).toEqual([
      { subject: "node", id: "a", name: "A" },
    ])
  })

  it("the same edit on both sides is no collision", () => {
    const { graph: both, collisions } = mergeGraphs(base, set("limit", 2), set("limit", 2))
    expect(collisions).toEqual([])
    expect(both).toEqual(set("limit", 2))
  })

  it("names a step that one side deleted and the other changed", () => {
    expect(mergeGraphs(base, del(base, "a"), set("limit", 3)).collisions).toContainEqual({
      subject: "node",
      id: "a",
      name: "A",
    })
    expect(mergeGraphs(base, set("limit", 3), del(base, "a")).collisions).toContainEqual({
      subject: "node",
      id: "a",
      name: "A",
    })
  })

  it("names an edge that would hang on a step the other side deleted", () => {
    const mine = applyCommand(base, connect(base, "mine", { nodeId: "a", exit: "other" }, "c"))
    expect(mergeGraphs(base, mine, del(base, "c")).collisions).toContainEqual({ subject: "edge", id: "mine" })
  })

  it("names a single exit that both sides connected", () => {
    const by = (who: string, target: string) =>
      applyCommand(base, connect(base, who, { nodeId: "c", exit: "next" }, target))
    const { collisions } = mergeGraphs(base, by("mine", "a"), by("theirs", "b"))
    expect(collisions.map(({ subject }) => subject)).toEqual(["edge"])
  })

  it("keeps what both added", () => {
    const by = (id: string) => applyCommand(base, addNode(base, node(id)))
    const { graph: both, collisions } = mergeGraphs(base, by("mine"), by("theirs"))
    expect(collisions).toEqual([])
    expect(new Set(both.nodes.map(({ id }) => id))).toEqual(new Set(["a", "b", "c", "mine", "theirs"]))
  })

  it("names conditions, form fields and settings that both changed", () => {
    const condition = (text: string) => applyCommand(base, setCondition(base, "b-c", text))
    expect(mergeGraphs(base, condition("x"), condition("y")).collisions).toEqual([{ subject: "edge", id: "b-c" }])
    const settings = (id: string) => ({ ...base, settings: { homeUnitId: id, administratorIds: [] } })
    expect(mergeGraphs(base, settings("u1"), settings("u2")).collisions).toEqual([{ subject: "settings" }])
    const field = (key: string) => ({
      ...base,
      fields: [{ key, type: "string" as const, nullable: true, required: false, label: { en: key, zh: key } }],
    })
    expect(mergeGraphs(base, field("x"), field("y")).collisions).toEqual([{ subject: "fields" }])
    expect(mergeGraphs(base, field("x"), base)).toEqual({ graph: field("x"), collisions: [] })
  })
})
