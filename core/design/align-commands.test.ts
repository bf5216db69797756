import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { align, alignments, distribute, spreads, type Size } from "./align-commands"
import { applyCommand, revertCommand } from "./command"
import { graph, node } from "./testing-graph"

const at = (id: string, x: number, y: number) => node(id, { position: { x, y } })
const before = graph([at("a", 0, 0), at("b", 110, 40), at("c", 400, 90), at("other", 7, 7)])
const chosen = new Set(["a", "b", "c"])
const sizes = new Map<string, Size>([
  ["a", { width: 100, height: 60 }],
  ["b", { width: 50, height: 20 }],
  ["c", { width: 100, height: 60 }],
])
const places = (drawn: typeof before) => drawn.nodes.map(({ position: { x, y } }) => [x, y])

describe("aligning cards", () => {
  it.each([
    ["left", [0, 0, 0], 0],
    ["centerX", [200, 225, 200], 0],
    ["right", [400, 450, 400], 0],
    ["top", [0, 0, 0], 1],
    ["centerY", [45, 65, 45], 1],
    ["bottom", [90, 130, 90], 1],
  ] as const)("%s: brings edges or middles onto one line and leaves the other axis", (alignment, expected, axis) => {
    const after = places(applyCommand(before, align(before, chosen, alignment, sizes)))
    expect(after.slice(0, 3).map((place) => place[axis])).toEqual(expected)
    expect(after.map((place) => place[1 - axis])).toEqual(places(before).map((place) => place[1 - axis]))
    expect(after[3]).toEqual([7, 7])
  })
})

describe("distributing cards", () => {
  it("makes gaps equal, whatever the cards' widths", () => {
    const after = places(applyCommand(before, distribute(before, chosen, "across", sizes)))
    expect(after.map(([x]) => x)).toEqual([0, 225, 400, 7])
  })

  it("changes nothing with two cards", () => {
    expect(distribute(before, new Set(["a", "b"]), "down", sizes).patch).toEqual(
      distribute(before, new Set(), "down", sizes).patch,
    )
    expect(applyCommand(before, distribute(before, new Set(["a", "b"]), "across", sizes))).toEqual(before)
  })
})

it("undo brings every card back to where it lay", () => {
  const place = fc.record({ x: fc.integer({ min: -5000, max: 5000 }), y: fc.integer({ min: -5000, max: 5000 }) })
  fc.assert(
    fc.property(fc.array(place, { minLength: 1, maxLength: 12 }), (all) => {
      const drawn = graph(all.map((position, i) => node(`n${i}`, { position })))
      const ids = new Set(drawn.nodes.map(({ id }) => id))
      const commands = [
        ...alignments.map((alignment) => align(drawn, ids, alignment, sizes)),
        ...spreads.map((spread) => distribute(drawn, ids, spread, sizes)),
      ]
      for (const done of commands) expect(revertCommand(applyCommand(drawn, done), done)).toEqual(drawn)
    }),
  )
})
