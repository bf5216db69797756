import type { Rect } from "./annotations"

/** A line along which what is dragged and something else are in line, in canvas pixels. `at`: its x (or y). */
export type Guide = { axis: "x" | "y"; at: number; from: number; to: number }

/** How what is dragged has to be moved to be in line, and the lines that show it. */
export type Snap = { dx: number; dy: number; guides: Guide[] }

const nothing: Snap = { dx: 0, dy: 0, guides: [] }

type Span = { start: number; length: number }
const across = ({ x, width }: Rect): Span => ({ start: x, length: width })
const down = ({ y, height }: Rect): Span => ({ start: y, length: height })
const lines = ({ start, length }: Span): number[] => [start, start + length / 2, start + length]

/** The smallest shift that brings an edge or the middle of `moving` onto one of `others`; null when none is near. */
function nearestShift(moving: Span, others: readonly Span[], tolerance: number): number | null {
  const own = lines(moving)
  let best: number | null = null
  for (const other of others) {
    // Like with like: a left edge in line with a left edge is what a person means, not with a middle.
    for (const [index, line] of lines(other).entries()) {
      const shift = line - (own[index] ?? 0)
      if (Math.abs(shift) <= tolerance && (best === null || Math.abs(shift) < Math.abs(best))) best = shift
    }
  }
  return best
}

function guidesAlong(moving: Rect, others: readonly Rect[], axis: "x" | "y"): Guide[] {
  const [span, side] = axis === "x" ? [across, down] : [down, across]
  const own = lines(span(moving))
  return own.flatMap((at, index): Guide[] => {
    const met = others.filter((other) => Math.abs((lines(span(other))[index] ?? Infinity) - at) < 0.5)
    if (met.length === 0) return []
    const reach = [moving, ...met].map(side)
    return [
      {
        axis,
        at,
        from: Math.min(...reach.map(({ start }) => start)),
        to: Math.max(...reach.map(({ start, length }) => start + length)),
      },
    ]
  })
}

/**
 * Guides while something is dragged: its left edge, middle and right edge against those of the other things, and the same
 * for top, middle and bottom. `tolerance`: how near counts, in canvas pixels. One pass over the others. Pure.
 */
export function snapToGuides(moving: Rect, others: readonly Rect[], tolerance: number): Snap {
  const dx = nearestShift(across(moving), others.map(across), tolerance)
  const dy = nearestShift(down(moving), others.map(down), tolerance)
  if (dx === null && dy === null) return nothing
  const snapped = { ...moving, x: moving.x + (dx ?? 0), y: moving.y + (dy ?? 0) }
  return {
    dx: dx ?? 0,
    dy: dy ?? 0,
    guides: [
      ...(dx === null ? [] : guidesAlong(snapped, others, "x")),
      ...(dy === null ? [] : guidesAlong(snapped, others, "y")),
    ],
  }
}
