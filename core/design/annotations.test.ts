import { describe, expect, it } from "vitest"
import type { Annotation } from "@/core/flow/annotation"
import type { DraftGraph } from "@/core/flow/graph"
import { addNote, arrange, fitGroup, group, resizeNote, ungroup, writeNote } from "./annotation-commands"
import { contentsOf, withContents } from "./annotations"
import { applyCommand, revertCommand } from "./command"
import { compareGraphs } from "./compare"
import { copyFragment, pasteFragment } from "./fragment"
import { mergeGraphs } from "./merge"
import { deleteSelection, moveNodes } from "./node-commands"
import { edge, graph, node } from "./testing-graph"

const at = (id: string, x: number, y: number) => node(id, { position: { x, y } })
const sizes = new Map(["a", "b", "c"].map((id) => [id, { width: 248, height: 80 }]))
const plain = graph([at("a", 0, 0), at("b", 400, 0), at("c", 1200, 0)], [edge("a", "b"), edge("b", "c")])
const run = (before: DraftGraph, command: ReturnType<typeof group>) => applyCommand(before, command!)
const grouped = run(plain, group(plain, "g", new Set(["a", "b"]), sizes, "Checks"))
const frame = grouped.annotations?.[0] as Annotation

describe("groups", () => {
  it("are drawn around what is chosen and hold it", () => {
    expect(frame).toMatchObject({ kind: "group", text: "Checks", position: { x: -24, y: -24 } })
    expect(frame.size).toEqual({ width: 648 + 48, height: 80 + 48 })
    expect(contentsOf(grouped, "g")).toEqual(["a", "b"])
    expect(group(plain, "g", new Set(["nobody"]), sizes, "")).toBeNull()
  })

  it("hold what is dragged in and let go of what is dragged out", () => {
    const moved = applyCommand(
      grouped,
      moveNodes(
        grouped,
        new Map([
          ["b", { x: 2000, y: 0 }],
          ["c", { x: 300, y: 10 }],
        ]),
      ),
    )
    expect(contentsOf(moved, "g")).toEqual(["a", "c"])
    const fitted = run(moved, fitGroup(moved, "g", sizes))
    expect(fitted.annotations?.[0]?.size.width).toBe(300 + 248 + 48)
  })

  it("may lie in one another", () => {
    const outer = run(grouped, group(grouped, "outer", new Set(["g", "c"]), sizes, ""))
    expect(new Set(contentsOf(outer, "outer"))).toEqual(new Set(["a", "b", "c", "g"]))
    expect(withContents(outer, new Set(["outer"]))).toEqual(new Set(["outer", "a", "b", "c", "g"]))
  })

  it("go without their steps, and leave no empty list behind", () => {
    const after = applyCommand(grouped, ungroup(grouped, new Set(["g", "a"])))
    expect(after).toEqual(plain)
    expect(applyCommand(grouped, deleteSelection(grouped, { nodeIds: new Set(["g"]), edgeIds: new Set() }))).toEqual(
      plain,
    )
  })

  it("are copied with what lies in them", () => {
    let next = 0
    const fragment = copyFragment(grouped, new Set(["g"]), () => true)!
    const { command, nodeIds } = pasteFragment(grouped, fragment, { x: 0, y: 500 }, () => `n${(next += 1)}`)
    const after = applyCommand(grouped, command)
    const copy = after.annotations?.find(({ id }) => id !== "g")
    expect(nodeIds).toContain(copy?.id)
    expect(contentsOf(after, copy!.id)).toHaveLength(2)
    expect(revertCommand(after, command)).toEqual(grouped)
  })

  it("stay around their steps when the flow is tidied, and notes stay beside theirs", () => {
    const noted = applyCommand(grouped, addNote(grouped, "n", { x: 1210, y: 110 }))
    const positions = new Map([
      ["a", { x: 0, y: 900 }],
      ["b", { x: 0, y: 1200 }],
      ["c", { x: 500, y: 300 }],
    ])
    const done = arrange(noted, positions, sizes)
    const after = applyCommand(noted, done)
    expect(contentsOf(after, "g")).toEqual(["a", "b"])
    expect(after.annotations?.find(({ id }) => id === "n")?.position).toEqual({ x: 510, y: 410 })
    expect(revertCommand(after, done)).toEqual(noted)
  })

  it("keep within the limits of their size", () => {
    const after = applyCommand(grouped, resizeNote(grouped, "g", { x: 0.4, y: 1.6, width: 1, height: 9e9 }))
    expect(after.annotations?.[0]).toMatchObject({ position: { x: 0, y: 2 }, size: { width: 40, height: 50_000 } })
  })
})

describe("notes of two people", () => {
  const noted = applyCommand(plain, addNote(plain, "n", { x: 0, y: 300 }))
  const write = (text: string) => applyCommand(noted, writeNote(noted, "n", text))

  it("fit together when one writes and the other moves", () => {
    const moved = applyCommand(noted, moveNodes(noted, new Map([["n", { x: 50, y: 60 }]])))
    const { graph: both, collisions } = mergeGraphs(noted, write("mine"), moved)
    expect(collisions).toEqual([])
    expect(both.annotations?.[0]).toMatchObject({ text: "mine", position: { x: 50, y: 60 } })
  })

  it("are asked about when both wrote", () => {
    const { collisions } = mergeGraphs(noted, write("mine"), write("theirs"))
    expect(collisions).toMatchObject([{ subject: "annotation", id: "n" }])
  })

  it("are named when two drafts are compared; where they stand is no change of substance", () => {
    expect(compareGraphs(plain, noted)).toMatchObject([{ subject: "annotation", kind: "note", change: "added" }])
    expect(compareGraphs(noted, write("new"))).toMatchObject([
      { subject: "annotation", text: "new", change: "changed" },
    ])
    const moved = applyCommand(noted, moveNodes(noted, new Map([["n", { x: 50, y: 60 }]])))
    expect(compareGraphs(noted, moved)).toMatchObject([{ change: "moved" }])
  })
})
