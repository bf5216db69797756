import { describe, expect, it } from "vitest"
import { command } from "./command"
import { nextRedo, nextUndo, perform, redo, seal, startHistory, typingPauseMs, undo, historySteps } from "./history"
import { moveNodes, renameNode, setConfig } from "./node-commands"
import { graph, node } from "./testing-graph"

const start = startHistory(graph([node("a", { name: "" }), node("b")]))
const nameOf = (history: typeof start) => history.graph.nodes[0]?.name
const typed = (texts: string[], everyMs: number) =>
  texts.reduce((history, text, i) => perform(history, renameNode(history.graph, "a", text), i * everyMs), start)

describe("history", () => {
  it("takes a word typed without a pause back in one step", () => {
    const done = typed(["S", "Su", "Sup"], 200)
    expect(done.past).toHaveLength(1)
    expect(nameOf(undo(done))).toBe("")
    expect(nameOf(redo(undo(done)))).toBe("Sup")
  })

  it("starts a new step after a pause", () => {
    expect(typed(["S", "Su"], typingPauseMs + 1).past).toHaveLength(2)
  })

  it("starts a new step when the field lost the focus", () => {
    const done = seal(typed(["S"], 0))
    expect(perform(done, renameNode(done.graph, "a", "Su"), 1).past).toHaveLength(2)
  })

  it("does not join the typing of two fields", () => {
    const first = perform(start, setConfig(start.graph, "a", "title", "x", true), 0)
    expect(perform(first, setConfig(first.graph, "a", "message", "y", true), 1).past).toHaveLength(2)
  })

  it("remembers nothing when typing ended where it began", () => {
    const done = typed(["S", ""], 100)
    expect(done.past).toHaveLength(0)
    expect(done.graph).toEqual(start.graph)
  })

  it("keeps what can be redone when a command changes nothing", () => {
    const undone = undo(typed(["S"], 0))
    const after = perform(undone, command("moveNodes", undone.graph, undone.graph), 9)
    expect(nextRedo(after)?.name).toBe("renameNode")
  })

  it("forgets what can be redone once something else is done", () => {
    const undone = undo(typed(["S"], 0))
    const after = perform(undone, moveNodes(undone.graph, new Map([["b", { x: 5, y: 5 }]])), 9)
    expect(nextRedo(after)).toBeNull()
    expect(nextUndo(after)?.name).toBe("moveNodes")
  })

  it("drops the oldest steps beyond its limit", () => {
    const done = Array.from({ length: historySteps + 5 }).reduce<typeof start>(
      (history, _, i) => perform(history, moveNodes(history.graph, new Map([["b", { x: i + 1, y: 0 }]])), i),
      start,
    )
    expect(done.past).toHaveLength(historySteps)
  })

  it("undo and redo at the ends stay where they are", () => {
    expect(undo(start)).toBe(start)
    expect(redo(start)).toBe(start)
  })
})
