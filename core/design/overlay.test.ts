import fc from "fast-check"
import { expect, it } from "vitest"
import type { DraftGraph } from "@/core/flow/graph"
import { randomFlow } from "@/core/ticket/testing/random-flow"
import { overlayGraphs } from "./overlay"
import { edge, graph as graphOf, node } from "./testing-graph"

const at = (x: number) => ({ position: { x, y: 0 } })
const testGraph = () =>
  graphOf([node("a", at(0)), node("b", at(300)), node("c", at(600))], [edge("a", "b"), edge("b", "c")])

const fateOf = (before: DraftGraph, after: DraftGraph) => {
  const { nodes, edges } = overlayGraphs(before, after)
  return { nodes: Object.fromEntries(nodes), edges: Object.fromEntries(edges) }
}

it("shows what came, what went and what is otherwise, and leaves what only moved alone", () => {
  const before = testGraph()
  const [first, second, ...others] = before.nodes
  const moved = { ...first!, position: { x: 5000, y: 0 } }
  const added = { ...second!, id: "fresh", position: { x: 6000, y: 0 } }
  const after = { ...before, nodes: [moved, added, ...others.map((node) => ({ ...node, name: `${node.name}!` }))] }
  const { nodes } = fateOf(before, after)
  expect(nodes[first!.id]).toBe("plain")
  expect(nodes["fresh"]).toBe("added")
  expect(nodes[second!.id]).toBe("removed")
  for (const { id } of others) expect(nodes[id]).toBe("changed")
})

it("puts what is gone below what stands in its place", () => {
  const before = testGraph()
  const [, gone, ...others] = before.nodes
  const instead = { ...gone!, id: "instead" }
  const after = { ...before, nodes: [before.nodes[0]!, instead, ...others] }
  const { graph } = overlayGraphs(before, after)
  const [ghost, fresh] = [gone!.id, "instead"].map((id) => graph.nodes.find((node) => node.id === id)!)
  expect(ghost!.position.x).toBe(fresh!.position.x)
  expect(ghost!.position.y - fresh!.position.y).toBeGreaterThanOrEqual(120)
})

it("of any two drafts: everything of both is there once, and what is alike is plain", () => {
  fc.assert(
    fc.property(randomFlow, randomFlow, (before, after) => {
      const { graph, nodes, edges } = overlayGraphs(before, after)
      const ids = new Set([...before.nodes, ...after.nodes].map(({ id }) => id))
      expect(graph.nodes.map(({ id }) => id).toSorted()).toEqual([...ids].toSorted())
      const lines = new Set([...before.edges, ...after.edges].map(({ id }) => id))
      expect(graph.edges.map(({ id }) => id).toSorted()).toEqual([...lines].toSorted())
      const [had, has] = [before, after].map((draft) => new Set(draft.nodes.map(({ id }) => id)))
      for (const [id, fate] of nodes) {
        expect(fate === "added").toBe(!had!.has(id))
        expect(fate === "removed").toBe(!has!.has(id))
      }
      expect(edges.size).toBe(graph.edges.length)
      const same = fateOf(after, after)
      expect(new Set([...Object.values(same.nodes), ...Object.values(same.edges), "plain"])).toEqual(new Set(["plain"]))
    }),
    { seed: 3, numRuns: 100 },
  )
})
