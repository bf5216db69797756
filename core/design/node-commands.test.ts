import { describe, expect, it } from "vitest"
import { applyCommand, revertCommand } from "./command"
import { freePlace, nodeCell, placeAfter, roomBetween } from "./free-place"
import { nearestNode } from "./nearest"
import { addNode, deleteSelection, insertNode, putOnEdge } from "./node-commands"
import { connect, reconnect, reorderRoutes, setFallback } from "./route-commands"
import { routesOf } from "./routes"
import { edge, graph, node } from "./testing-graph"

const line = graph([node("a"), node("b"), node("c")], [edge("a", "b", { name: "First" }), edge("b", "c")])
const remove = (...ids: string[]) => ({ nodeIds: new Set(ids), edgeIds: new Set<string>() })
const ends = (drawn: typeof line) => drawn.edges.map(({ source, exit, target }) => `${source}.${exit}>${target}`)

describe("deleting a step", () => {
  it("in the middle of a line closes the line and keeps the first edge's name", () => {
    const after = applyCommand(line, deleteSelection(line, remove("b")))
    expect(ends(after)).toEqual(["a.next>c"])
    expect(after.edges[0]?.name).toBe("First")
  })

  it("with two ways out takes its edges along", () => {
    const forked = { ...line, edges: [...line.edges, edge("b", "a", { exit: "rejected" })] }
    expect(ends(applyCommand(forked, deleteSelection(forked, remove("b"))))).toEqual([])
  })

  it("never closes a line into a loop onto itself", () => {
    const loop = graph([node("a"), node("b")], [edge("a", "b"), edge("b", "a")])
    expect(ends(applyCommand(loop, deleteSelection(loop, remove("b"))))).toEqual([])
  })

  it("a run of steps closes the whole gap", () => {
    const long = graph(
      ["a", "b", "c", "d"].map((id) => node(id)),
      [edge("a", "b"), edge("b", "c"), edge("c", "d")],
    )
    expect(ends(applyCommand(long, deleteSelection(long, remove("b", "c"))))).toEqual(["a.next>d"])
  })
})

describe("adding a step", () => {
  it("from a connected exit takes the edge over", () => {
    const after = applyCommand(line, addNode(line, node("n"), { nodeId: "a", exit: "next", edgeId: "e" }))
    expect(ends(after)).toEqual(["a.next>n", "b.next>c"])
  })

  it("from a split opens a route behind the others", () => {
    const split = graph([node("s"), node("x")], [edge("s", "x", { exit: "route", priority: 4 })])
    const after = applyCommand(split, addNode(split, node("n"), { nodeId: "s", exit: "route", edgeId: "e" }))
    expect(routesOf(after, "s").map(({ target, priority }) => [target, priority])).toEqual([
      ["x", 4],
      ["n", 5],
    ])
  })

  it("on an edge keeps the edge's id, name and condition in front", () => {
    const after = applyCommand(line, insertNode(line, node("n"), "a-b", { edgeId: "e", exit: "approved" }))
    expect(ends(after)).toEqual(["a.next>n", "b.next>c", "n.approved>b"])
    expect(after.edges[0]).toMatchObject({ id: "a-b", name: "First" })
  })

  it("dragged onto an edge is moved and put in between at once", () => {
    const loose = { ...line, nodes: [...line.nodes, node("n")] }
    const done = putOnEdge(loose, "n", "b-c", { edgeId: "e", exit: "next" }, new Map([["n", { x: 5, y: 6 }]]))
    const after = applyCommand(loose, done)
    expect(ends(after)).toEqual(["a.next>b", "b.next>n", "n.next>c"])
    expect(after.nodes.at(-1)?.position).toEqual({ x: 5, y: 6 })
    expect(revertCommand(after, done)).toEqual(loose)
  })

  it("on an edge, when the step has no exit, ends there", () => {
    expect(ends(applyCommand(line, insertNode(line, node("n"), "a-b", null)))).toEqual(["a.next>n", "b.next>c"])
  })
})

describe("routes", () => {
  const split = graph(
    [node("s"), node("x"), node("y")],
    [
      edge("s", "x", { id: "r1", exit: "route", priority: 0, condition: "a" }),
      edge("s", "y", { id: "r2", exit: "route", priority: 1 }),
      edge("s", "y", { id: "r3", exit: "route", priority: 2, fallback: true }),
    ],
  )

  it("have one fallback, tried last", () => {
    const after = applyCommand(split, setFallback(split, "r1", true))
    expect(routesOf(after, "s").map(({ id, fallback }) => [id, fallback])).toEqual([
      ["r2", false],
      ["r3", false],
      ["r1", true],
    ])
  })

  it("are numbered anew when reordered", () => {
    const after = applyCommand(split, reorderRoutes(split, "s", ["r2", "r1", "r3"]))
    expect(routesOf(after, "s").map(({ id, priority }) => [id, priority])).toEqual([
      ["r2", 0],
      ["r1", 1],
      ["r3", 2],
    ])
  })

  it("keep name and condition when bent to another step, and their place", () => {
    const after = applyCommand(split, reconnect(split, "r1", { source: "s", exit: "route", target: "y" }))
    expect(after.edges[0]).toMatchObject({ id: "r1", target: "y", condition: "a", priority: 0 })
  })

  it("push out the edge of a single exit they are bent to", () => {
    const after = applyCommand(line, reconnect(line, "a-b", { source: "b", exit: "next", target: "a" }))
    expect(ends(after)).toEqual(["b.next>a"])
  })

  it("to a step that is not there are not drawn", () => {
    expect(applyCommand(line, connect(line, "e", { nodeId: "c", exit: "next" }, "nobody"))).toEqual(line)
  })
})

describe("places", () => {
  it("a new step covers no other", () => {
    const here = graph([node("a"), node("b", { position: { x: 360, y: 0 } })])
    const place = placeAfter(here, "a")
    expect(Math.abs(place.y)).toBeGreaterThanOrEqual(nodeCell.height)
    expect(place.x).toBe(360)
  })

  it("between two steps the later ones make room, and the earlier ones stay", () => {
    const tight = graph(
      [node("a"), node("b", { position: { x: 330, y: 0 } }), node("c", { position: { x: 660, y: 0 } })],
      [edge("a", "b"), edge("b", "c")],
    )
    const { at, moved } = roomBetween(tight, "a", "b")
    expect(at).toEqual({ x: 320, y: 0 })
    expect([...moved.keys()]).toEqual(["b", "c"])
    expect(moved.get("b")?.x).toBeGreaterThanOrEqual(at.x + nodeCell.width)
    const after = applyCommand(tight, insertNode(tight, node("n", { position: at }), "a-b", null, moved))
    expect(after.nodes.map(({ position }) => position.x).toSorted((x, y) => x - y)).toEqual([0, 320, 640, 970])
  })

  it("where there is room nobody moves; on a way back the step goes below", () => {
    const wide = graph([node("a"), node("b", { position: { x: 900, y: 0 } })], [edge("a", "b"), edge("b", "a")])
    const { at, moved } = roomBetween(wide, "a", "b")
    expect(at).toEqual({ x: 450, y: 0 })
    expect(moved.get("b")).toEqual({ x: 900, y: 0 })
    expect(roomBetween(wide, "b", "a")).toEqual({ at: { x: 900, y: nodeCell.height + 36 }, moved: new Map() })
  })

  it("a free wish is granted", () => {
    expect(freePlace(graph([node("a")]), { x: 900, y: 30 })).toEqual({ x: 900, y: 30 })
    expect(placeAfter(graph([]), null)).toEqual({ x: 0, y: 0 })
  })
})

describe("nearestNode", () => {
  const grid = graph(
    [
      node("a", { position: { x: 0, y: 0 } }),
      node("near", { position: { x: 300, y: 0 } }),
      node("linked", { position: { x: 600, y: 200 } }),
      node("below", { position: { x: 20, y: 200 } }),
    ],
    [edge("a", "linked")],
  )
  it("follows the edge before the shorter way", () => {
    expect(nearestNode(grid, "a", "right")).toBe("linked")
    expect(nearestNode(grid, "linked", "left")).toBe("a")
  })
  it("takes the nearest where no edge leads, and stops at the rim", () => {
    expect(nearestNode(grid, "a", "down")).toBe("below")
    expect(nearestNode(grid, "near", "left")).toBe("a")
    expect(nearestNode(grid, "a", "left")).toBeNull()
  })
})
