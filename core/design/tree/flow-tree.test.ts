import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { DraftGraph } from "@/core/flow/graph"
import { nodePart } from "@/core/flow/node-part"
import { galleryFlows } from "@/core/flow/starters/starters"
import { randomFlow } from "@/core/ticket/testing/random-flow"
import { edge, graph, node } from "../testing-graph"
import { flowTree, type FlowTree, type NodeFacts, type Sequence } from "./flow-tree"

function factsIn(flow: DraftGraph) {
  return (nodeId: string): NodeFacts => {
    const { exits, group } = nodePart(flow.nodes.find(({ id }) => id === nodeId)!)
    return { exits, isStart: group === "start", isRouting: group === "routing" }
  }
}

/** Every node and every edge of a tree, in the order of reading. */
function contents(tree: FlowTree) {
  const nodes: string[] = []
  const edges: string[] = []
  const walk = ({ steps, end }: Sequence) => {
    for (const { nodeId, edgeId, branches, aside } of steps) {
      nodes.push(nodeId)
      if (edgeId !== null) edges.push(edgeId)
      for (const way of aside) if (way.edgeId !== null) edges.push(way.edgeId)
      for (const { sequence } of branches) walk(sequence)
    }
    if ((end.type === "link" || end.type === "merge") && end.edgeId !== null) edges.push(end.edgeId)
  }
  for (const sequence of [tree.main, ...tree.loose]) walk(sequence)
  return { nodes, edges }
}

/** A tree as text: steps in a row, branches in brackets. */
const say = ({ steps, end }: Sequence): string =>
  [
    ...steps.map(({ nodeId, branches, aside }) => {
      const beside = aside.map(({ target }) => (target === null ? "" : `{${target}}`)).join("")
      const below = branches.length > 0 ? ` [${branches.map(({ sequence }) => say(sequence)).join(" | ")}]` : ""
      return `${nodeId}${beside}${below}`
    }),
    ...(end.type === "over" ? [] : [end.type === "link" ? `→${end.target}` : end.type]),
  ].join(" ")

const facts =
  (kinds: Record<string, Partial<NodeFacts> & { outs?: string[] }> = {}) =>
  (id: string): NodeFacts => ({
    exits: (kinds[id]?.outs ?? ["next"]).map((exit) => ({
      id: exit,
      title: { en: exit, zh: exit },
      tone: "neutral",
      ...(exit === "route" && { many: true }),
      ...(exit === "rejected" && { optional: true }),
    })),
    isStart: kinds[id]?.isStart ?? id === "start",
    isRouting: kinds[id]?.isRouting ?? false,
  })
const route = (source: string, target: string) => edge(source, target, { exit: "route" })
const split = { outs: ["route"], isRouting: true }
const approval = { outs: ["approved", "rejected"] }
const nodes = (...ids: string[]) => ids.map((id) => node(id))

describe("a flow as a tree", () => {
  it("a row is a row, and an exit that leads nowhere stays open", () => {
    const flow = graph(nodes("start", "a", "b"), [edge("start", "a"), edge("a", "b")])
    expect(say(flowTree(flow, facts()).main)).toBe("start a b open")
  })

  it("branches come together where both lead, and go on below", () => {
    const flow = graph(nodes("start", "s", "a", "b", "end"), [
      edge("start", "s"),
      route("s", "a"),
      route("s", "b"),
      edge("a", "end"),
      edge("b", "end"),
    ])
    const tree = flowTree(flow, facts({ s: split, end: { outs: [] } }))
    expect(say(tree.main)).toBe("start s [a merge | b merge] end")
  })

  it("branches in branches come together where the outer ones do", () => {
    const flow = graph(nodes("start", "s", "t", "a", "b", "c", "end"), [
      edge("start", "s"),
      route("s", "t"),
      route("s", "c"),
      route("t", "a"),
      route("t", "b"),
      ...["a", "b", "c"].map((id) => edge(id, "end")),
    ])
    const tree = flowTree(flow, facts({ s: split, t: split, end: { outs: [] } }))
    expect(say(tree.main)).toBe("start s [t [a merge | b merge] merge | c merge] end")
  })

  it("a branch of its own ends in its own way while the others come together", () => {
    const flow = graph(nodes("start", "s", "a", "b", "x", "end"), [
      edge("start", "s"),
      route("s", "a"),
      route("s", "x"),
      route("s", "b"),
      edge("a", "end"),
      edge("b", "end"),
    ])
    const tree = flowTree(flow, facts({ s: split, x: { outs: [] }, end: { outs: [] } }))
    expect(say(tree.main)).toBe("start s [a merge | x | b merge] end")
  })

  it("what goes back is said beside the step, and a rejection that nobody drew needs no column", () => {
    const flow = graph(nodes("start", "a", "b", "end"), [
      edge("start", "a"),
      edge("a", "b", { exit: "approved" }),
      edge("b", "end", { exit: "approved" }),
      edge("b", "a", { exit: "rejected" }),
    ])
    const tree = flowTree(flow, facts({ a: approval, b: approval, end: { outs: [] } }))
    expect(say(tree.main)).toBe("start a b{a} end")
    expect(tree.main.steps[1]!.aside).toEqual([{ exit: "rejected", edgeId: null, target: null }])
  })

  it("a route that goes back is a column with a link, and makes no meeting of its own", () => {
    const flow = graph(nodes("start", "a", "s", "end"), [
      edge("start", "a"),
      edge("a", "s"),
      route("s", "end"),
      route("s", "a"),
    ])
    const tree = flowTree(flow, facts({ s: split, end: { outs: [] } }))
    expect(say(tree.main)).toBe("start a s [end | →a]")
  })

  it("what nothing leads to stands beside, circles too", () => {
    const flow = graph(nodes("start", "a", "b", "c"), [edge("b", "c"), edge("c", "b"), edge("start", "a")])
    const tree = flowTree(flow, facts())
    expect(say(tree.main)).toBe("start a open")
    expect(tree.loose.map(say)).toEqual(["b c →b"])
    expect(flowTree(graph([]), facts()).main.steps).toEqual([])
  })

  it("loses nothing: every step and every edge of any flow is in it once", { timeout: 120_000 }, () => {
    const wild = fc
      .tuple(randomFlow, fc.array(fc.tuple(fc.nat(40), fc.nat(40), fc.nat(3)), { maxLength: 12 }))
      .map(([flow, more]) => {
        const at = (n: number) => flow.nodes[n % flow.nodes.length]!.id
        const extra = more.map(([a, b, exit], index) =>
          edge(at(a), at(b), { id: `more${index}`, exit: ["route", "next", "rejected", "gone"][exit] ?? "next" }),
        )
        return { ...flow, edges: [...flow.edges, ...extra] }
      })
    fc.assert(
      fc.property(wild, (flow) => {
        const { nodes: shown, edges } = contents(flowTree(flow, factsIn(flow)))
        expect(shown.toSorted()).toEqual(flow.nodes.map(({ id }) => id).toSorted())
        expect(edges.toSorted()).toEqual(flow.edges.map(({ id }) => id).toSorted())
      }),
      { numRuns: Number(process.env["TREES"] ?? 1000), seed: 7 },
    )
  })

  it("shows the gallery's flows as one tree without anything beside it", () => {
    for (const { draft } of galleryFlows({ locale: "en", homeUnitId: null, administratorIds: [] })) {
      const tree = flowTree(draft, factsIn(draft))
      expect(tree.loose).toEqual([])
      expect(contents(tree).nodes).toHaveLength(draft.nodes.length)
    }
  })

  it("works out a thousand steps in a moment", () => {
    const ids = Array.from({ length: 1000 }, (_, index) => `n${index}`)
    const chain = ids.slice(1).map((id, index) => edge(ids[index]!, id))
    const across = ids.slice(0, 300).map((id, index) => route(id, ids[index + 40 + (index % 7)]!))
    const kinds = Object.fromEntries(
      ids.map((id) => [id, { outs: ["next", "route"], isRouting: true, isStart: id === "n0" }]),
    )
    const flow = graph(nodes(...ids), [...chain, ...across])
    const { nodes: shown } = contents(flowTree(flow, facts(kinds)))
    expect(shown).toHaveLength(1000)
  })
})
