import { describe, expect, it } from "vitest"
import { edge, graph, node } from "@/core/design/testing-graph"
import { createDesignerStore } from "./designer-store"

const make = () =>
  createDesignerStore(
    graph(
      [node("start"), node("split", { kind: "exclusive" }), node("end")],
      [
        edge("start", "split"),
        edge("split", "end", { id: "route", exit: "route", condition: "x" }),
        edge("nobody", "end", { id: "loose" }),
      ],
    ),
    () => 0,
  )

describe("choosing a problem", () => {
  it("of a route chooses its split, and the characters wait for their text", () => {
    const store = make()
    const place = { nodeId: "split", edgeId: "route", field: "condition", start: 3, end: 9 }
    store.jump(place)
    expect(store.get()).toMatchObject({ panel: "selection", target: place, caret: place })
    expect([...store.get().selection.nodeIds]).toEqual(["split"])
    // Arriving at the field is not yet showing the characters: the editor may still be on its way.
    store.arrived()
    expect(store.get()).toMatchObject({ target: null, caret: place })
    store.caretTaken()
    expect(store.get().caret).toBe(null)
  })

  it("of a whole field has no characters, and forgets those of the problem before", () => {
    const store = make()
    store.jump({ nodeId: "start", field: "title", start: 0, end: 2 })
    store.jump({ nodeId: "start", field: "people" })
    expect(store.get().caret).toBe(null)
  })

  it("of an edge that is no route opens the edge, even where its step is gone", () => {
    const store = make()
    store.jump({ edgeId: "loose" })
    expect([...store.get().selection.edgeIds]).toEqual(["loose"])
    store.jump({ nodeId: "start", edgeId: "start-split" })
    expect([...store.get().selection.edgeIds]).toEqual(["start-split"])
  })

  it("of the flow itself opens the flow's panel", () => {
    const store = make()
    store.jump({ field: "fields.0.shownWhen", start: 0, end: 1 })
    expect(store.get()).toMatchObject({ panel: "flow", caret: { field: "fields.0.shownWhen" } })
    expect(store.get().selection.nodeIds.size).toBe(0)
  })
})
