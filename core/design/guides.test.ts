import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { Rect } from "./annotations"
import { snapToGuides } from "./guides"

const rect = (x: number, y: number, width = 100, height = 40): Rect => ({ x, y, width, height })
const anyRect = fc.record({
  x: fc.integer({ min: -500, max: 500 }),
  y: fc.integer({ min: -500, max: 500 }),
  width: fc.integer({ min: 1, max: 300 }),
  height: fc.integer({ min: 1, max: 300 }),
})
const lines = (start: number, length: number) => [start, start + length / 2, start + length]

describe("guides", () => {
  it("bring a left edge that is nearly in line with another onto it, and show the line", () => {
    const { dx, dy, guides } = snapToGuides(rect(3, 200), [rect(0, 0)], 5)
    expect([dx, dy]).toEqual([-3, 0])
    expect(guides).toContainEqual({ axis: "x", at: 0, from: 0, to: 240 })
  })

  it("do nothing when nothing is near", () => {
    expect(snapToGuides(rect(70, 70), [rect(0, 0, 60, 60), rect(300, 300)], 5)).toEqual({ dx: 0, dy: 0, guides: [] })
    expect(snapToGuides(rect(0, 0), [], 5).guides).toEqual([])
  })

  it("meet the middles of things of different sizes", () => {
    const { dx, guides } = snapToGuides(rect(30, 200, 48), [rect(0, 0, 100)], 5)
    expect(dx).toBe(-4)
    expect(guides.find(({ axis }) => axis === "x")?.at).toBe(50)
  })

  it("never move anything further than the tolerance, and only ever onto a line that is there", () => {
    fc.assert(
      fc.property(
        anyRect,
        fc.array(anyRect, { maxLength: 12 }),
        fc.integer({ min: 1, max: 20 }),
        (moving, others, tolerance) => {
          const { dx, dy, guides } = snapToGuides(moving, others, tolerance)
          expect(Math.abs(dx)).toBeLessThanOrEqual(tolerance)
          expect(Math.abs(dy)).toBeLessThanOrEqual(tolerance)
          for (const { axis, at } of guides) {
            const own = axis === "x" ? lines(moving.x + dx, moving.width) : lines(moving.y + dy, moving.height)
            const met = others.flatMap((other) =>
              axis === "x" ? lines(other.x, other.width) : lines(other.y, other.height),
            )
            expect(own.some((line) => Math.abs(line - at) < 0.001)).toBe(true)
            expect(met.some((line) => Math.abs(line - at) < 0.6)).toBe(true)
          }
        },
      ),
    )
  })
})
