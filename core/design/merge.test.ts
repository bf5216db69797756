import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { DraftGraph } from "@/core/flow/graph"
import { applyCommand } from "./command"
import { collisionKey, mergeGraphs, settleGraphs, type Side } from "./merge"
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

describe("settleGraphs", () => {
  const keep = (side: Side) => () => side

  it("keeps whose edit was chosen, and everything nobody quarrels over", () => {
    const mine = applyCommand(set("limit", 2), renameNode(set("limit", 2), "b", "Mine"))
    const theirs = applyCommand(set("limit", 3), renameNode(set("limit", 3), "c", "Theirs"))
    for (const [side, limit] of [["mine", 2] as const, ["theirs", 3] as const]) {
      const { nodes } = settleGraphs(base, mine, theirs, keep(side))
      expect(nodes.map(({ name }) => name)).toEqual(["A", "Mine", "Theirs"])
      expect(nodes[0]?.config["limit"]).toBe(limit)
    }
  })

  it("a step deleted here and changed there goes with its edges, or stays", () => {
    const [mine, theirs] = [del(base, "a"), set("limit", 3)]
    const take = (node: Side, other: Side) =>
      settleGraphs(base, mine, theirs, ({ subject }) => (subject === "node" ? node : other))
    expect(take("mine", "mine")).toMatchObject({ nodes: [{ id: "b" }, { id: "c" }], edges: [{ id: "b-c" }] })
    expect(take("theirs", "theirs").nodes.find(({ id }) => id === "a")?.config["limit"]).toBe(3)
  })

  it("an edge that is kept keeps the step it leads to", () => {
    const mine = applyCommand(base, connect(base, "mine", { nodeId: "a", exit: "other" }, "c"))
    const theirs = del(base, "c")
    expect(settleGraphs(base, mine, theirs, keep("mine")).nodes.map(({ id }) => id)).toContain("c")
    const without = settleGraphs(base, mine, theirs, keep("theirs"))
    expect(without.nodes.map(({ id }) => id)).not.toContain("c")
    expect(without.edges.map(({ id }) => id)).toEqual(["a-b"])
  })
})

/** A few edits in a row, of any steps. */
const editsOf = (ids: readonly string[]) =>
  fc.array(
    fc.record({
      id: fc.constantFrom(...ids),
      what: fc.constantFrom("rename", "limit", "delete", "connect", "add"),
      value: fc.integer({ min: 0, max: 3 }),
      to: fc.constantFrom("a", "b", "c", "d"),
    }),
    { maxLength: 5 },
  )
type Edit = { id: string; what: string; value: number; to: string }
function edited(from: DraftGraph, edits: Edit[], who: string): DraftGraph {
  return edits.reduce((now, { id, what, value, to }, index) => {
    if (what === "add") return applyCommand(now, addNode(now, node(`${who}${index}`)))
    if (!now.nodes.some((each) => each.id === id)) return now
    if (what === "rename") return applyCommand(now, renameNode(now, id, `${who} ${value}`))
    if (what === "limit") return applyCommand(now, setConfig(now, id, "limit", value))
    if (what === "delete") return del(now, id)
    if (!now.nodes.some((each) => each.id === to)) return now
    return applyCommand(now, connect(now, `${who}-${index}`, { nodeId: id, exit: "next" }, to))
  }, from)
}
const four = graph([node("a"), node("b"), node("c"), node("d")], [edge("a", "b"), edge("b", "c"), edge("c", "d")])
const sorted = ({ nodes, edges, ...rest }: DraftGraph) => ({
  ...rest,
  nodes: nodes.toSorted((a, b) => a.id.localeCompare(b.id)),
  edges: edges.toSorted((a, b) => a.id.localeCompare(b.id)),
})
const isWhole = ({ nodes, edges }: DraftGraph) => {
  const ids = new Set(nodes.map(({ id }) => id))
  const exits = edges.filter(({ exit }) => exit !== "route").map(({ source, exit }) => `${source} ${exit}`)
  return edges.every(({ source, target }) => ids.has(source) && ids.has(target)) && new Set(exits).size === exits.length
}

describe("two people's work, whatever it is", () => {
  it("edits of different steps are both kept, whoever saves first", () => {
    fc.assert(
      fc.property(editsOf(["a", "b"]), editsOf(["c", "d"]), (my, their) => {
        const only = (edits: Edit[]) => edits.filter(({ what }) => what !== "delete" && what !== "connect")
        const [mine, theirs] = [edited(four, only(my), "m"), edited(four, only(their), "t")]
        const [one, other] = [mergeGraphs(four, mine, theirs), mergeGraphs(four, theirs, mine)]
        expect(one.collisions).toEqual([])
        expect(sorted(one.graph)).toEqual(sorted(other.graph))
        for (const side of [mine, theirs])
          for (const each of side.nodes.filter((item) => !four.nodes.some((was) => was === item)))
            if (!four.nodes.some(({ id, name }) => id === each.id && name === each.name))
              expect(one.graph.nodes).toContainEqual(each)
      }),
    )
  })

  it("a merge nobody quarrels over is whole and the same from both sides; a settled one is always whole", () => {
    const ids = ["a", "b", "c", "d"]
    fc.assert(
      fc.property(
        editsOf(ids),
        editsOf(ids),
        fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }),
        (my, their, coins) => {
          const [mine, theirs] = [edited(four, my, "m"), edited(four, their, "t")]
          const { graph: both, collisions } = mergeGraphs(four, mine, theirs)
          if (collisions.length === 0) {
            expect(isWhole(both)).toBe(true)
            expect(mergeGraphs(four, theirs, mine).collisions).toEqual([])
            expect(sorted(mergeGraphs(four, theirs, mine).graph)).toEqual(sorted(both))
          }
          const keys = collisions.map(collisionKey)
          const settled = settleGraphs(four, mine, theirs, (collision) =>
            coins[keys.indexOf(collisionKey(collision)) % coins.length] ? "mine" : "theirs",
          )
          expect(isWhole(settled)).toBe(true)
          if (collisions.length === 0) expect(settled).toEqual(both)
        },
      ),
      { numRuns: 400 },
    )
  })
})
