import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { DraftGraph } from "@/core/flow/graph"
import { addNote, arrange, colorNote, fitGroup, group, resizeNote, ungroup, writeNote } from "./annotation-commands"
import { applyCommand, revertCommand, type Command } from "./command"
import { setFields, setSettings } from "./flow-commands"
import { copyFragment, pasteFragment } from "./fragment"
import { perform, redo, startHistory, undo } from "./history"
import { addNode, deleteSelection, insertNode, moveNodes, nudgeNodes, renameNode, setConfig } from "./node-commands"
import { connect, reconnect, renameRoute, reorderRoutes, setCondition, setFallback } from "./route-commands"
import { edge, graph, node } from "./testing-graph"

const field = {
  key: "amount",
  type: "money",
  nullable: true,
  required: false,
  label: { en: "Amount", zh: "金额" },
} as const

/** One arbitrary edit: numbers pick the command and the things it touches, so that every command meets every graph. */
function edit(before: DraftGraph, pick: number, a: number, b: number, serial: number): Command {
  const nodeOf = (n: number) => before.nodes[n % Math.max(1, before.nodes.length)]?.id ?? "none"
  const edgeOf = (n: number) => before.edges[n % Math.max(1, before.edges.length)]?.id ?? "none"
  const noteOf = (n: number) => before.annotations?.[n % before.annotations.length]?.id ?? "none"
  const fresh = `x${serial}`
  const spot = new Map([[nodeOf(a), { x: a * 10.4, y: b }]])
  const commands: (() => Command)[] = [
    () => addNode(before, node(fresh), { nodeId: nodeOf(a), exit: "next", edgeId: `e${fresh}` }),
    () => insertNode(before, node(fresh), edgeOf(a), { edgeId: `e${fresh}`, exit: "next" }),
    () => moveNodes(before, spot),
    () => arrange(before, spot, new Map()),
    () => nudgeNodes(before, new Set([nodeOf(a), nodeOf(b)]), { x: 8, y: -8 }),
    () => renameNode(before, nodeOf(a), `Name ${b}`),
    () => setConfig(before, nodeOf(a), "title", b % 3 === 0 ? undefined : b),
    () => connect(before, `e${fresh}`, { nodeId: nodeOf(a), exit: b % 2 ? "route" : "next" }, nodeOf(b)),
    () => reconnect(before, edgeOf(a), { source: nodeOf(b), exit: a % 2 ? "route" : "next", target: nodeOf(a + 1) }),
    () => renameRoute(before, edgeOf(a), `Route ${b}`),
    () => setCondition(before, edgeOf(a), `amount < ${b}`),
    () => setFallback(before, edgeOf(a), b % 2 === 0),
    () => reorderRoutes(before, nodeOf(a), before.edges.map(({ id }) => id).toReversed()),
    () => deleteSelection(before, { nodeIds: new Set([nodeOf(a)]), edgeIds: new Set([edgeOf(b)]) }),
    () => setFields(before, b % 2 ? [field] : []),
    () => setSettings(before, { homeUnitId: null, administratorIds: [`00000000-0000-4000-8000-00000000000${b % 9}`] }),
    () => addNote(before, fresh, { x: a * 50, y: b * 50 }),
    () => group(before, fresh, new Set([nodeOf(a), nodeOf(b)]), new Map(), "Group") ?? renameNode(before, "none", ""),
    () => ungroup(before, new Set([noteOf(a)])),
    () => writeNote(before, noteOf(a), `Text ${b}`),
    () => colorNote(before, new Set([noteOf(a)]), b % 2 ? "blue" : "red"),
    () => resizeNote(before, noteOf(a), { x: a, y: b, width: a * 99, height: b * 99 }),
    () => fitGroup(before, noteOf(a), new Map()) ?? renameNode(before, "none", ""),
    () => moveNodes(before, new Map([[noteOf(a), { x: b, y: a }]])),
    () => deleteSelection(before, { nodeIds: new Set([noteOf(a)]), edgeIds: new Set() }),
    () => {
      const fragment = copyFragment(before, new Set([nodeOf(a), nodeOf(b), noteOf(a)]), () => true)
      let next = 0
      if (!fragment) return renameNode(before, "none", "")
      return pasteFragment(before, fragment, { x: 20, y: 20 }, () => `${fresh}p${(next += 1)}`).command
    },
  ]
  return commands[pick % commands.length]?.() ?? addNode(before, node(fresh))
}

const script = fc.array(fc.tuple(fc.nat(25), fc.nat(9), fc.nat(9)), { maxLength: 25 })
const start = () => graph([node("a"), node("b"), node("c")], [edge("a", "b"), edge("b", "c")])

describe("commands", () => {
  it("each one's revert gives the graph back exactly, order included", () => {
    fc.assert(
      fc.property(script, (steps) => {
        steps.reduce((before, [pick, a, b], serial) => {
          const done = edit(before, pick, a, b, serial)
          const after = applyCommand(before, done)
          expect(revertCommand(after, done)).toEqual(before)
          return after
        }, start())
      }),
      { numRuns: 300 },
    )
  })

  it("never leave an edge without both its nodes", () => {
    fc.assert(
      fc.property(script, (steps) => {
        const end = steps.reduce(
          (before, [pick, a, b], serial) => applyCommand(before, edit(before, pick, a, b, serial)),
          start(),
        )
        const ids = new Set(end.nodes.map(({ id }) => id))
        for (const { source, target } of end.edges) expect(ids.has(source) && ids.has(target)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it("a whole history undone is the beginning, redone is the end", () => {
    fc.assert(
      fc.property(script, (steps) => {
        const done = steps.reduce(
          (history, [pick, a, b], serial) => perform(history, edit(history.graph, pick, a, b, serial), serial * 400),
          startHistory(start()),
        )
        const undone = done.past.reduce((history) => undo(history), done)
        expect(undone.graph).toEqual(start())
        expect(done.past.reduce((history) => redo(history), undone).graph).toEqual(done.graph)
      }),
      { numRuns: 200 },
    )
  })
})
