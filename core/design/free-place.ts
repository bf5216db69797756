import type { DraftGraph } from "@/core/flow/graph"
import type { Position } from "./node-commands"

/** What a node takes up on the canvas, gaps included, in canvas pixels. Cards are this wide; tall ones overlap a little. */
export const nodeCell = { width: 264, height: 116 } as const
const columnGap = 96
const rowGap = 36

const overlaps = (a: Position, b: Position) =>
  Math.abs(a.x - b.x) < nodeCell.width && Math.abs(a.y - b.y) < nodeCell.height

/** The nearest place to `wanted` where a card covers no other: down the column first, because flows run to the right. */
export function freePlace(graph: DraftGraph, wanted: Position): Position {
  const step = nodeCell.height + rowGap
  for (let ring = 0; ring <= graph.nodes.length; ring += 1) {
    for (const sign of [1, -1]) {
      const place = { x: wanted.x, y: wanted.y + sign * ring * step }
      if (!graph.nodes.some(({ position }) => overlaps(position, place))) return place
    }
  }
  return wanted
}

/** Where the next node goes: to the right of the node it is added from, or beyond the rightmost one. */
export function placeAfter(graph: DraftGraph, nodeId: string | null): Position {
  const from = graph.nodes.find(({ id }) => id === nodeId)
  const rightmost = graph.nodes.toSorted((a, b) => b.position.x - a.position.x)[0]
  const anchor = from ?? rightmost
  if (!anchor) return { x: 0, y: 0 }
  return freePlace(graph, { x: anchor.position.x + nodeCell.width + columnGap, y: anchor.position.y })
}

/** Free canvas on both sides of a node that is put between two others. */
const insertGap = 72

/**
 * Where a node goes that is put on the way from one node to another, and which nodes step aside to the right for it. A
 * way that leads back has no middle to speak of: then it goes below its source, and nobody moves.
 */
export function roomBetween(
  graph: DraftGraph,
  sourceId: string,
  targetId: string,
): { at: Position; moved: Map<string, Position> } {
  const positionOf = (id: string) => graph.nodes.find((node) => node.id === id)?.position ?? { x: 0, y: 0 }
  const source = positionOf(sourceId)
  const target = positionOf(targetId)
  const width = nodeCell.width - 16
  const gap = target.x - source.x - width
  if (gap <= 0)
    return { at: freePlace(graph, { x: source.x, y: source.y + nodeCell.height + rowGap }), moved: new Map() }
  const short = Math.max(0, width + 2 * insertGap - gap)
  const right = graph.nodes.filter(({ id, position }) => id !== sourceId && position.x >= target.x)
  const moved = new Map(right.map(({ id, position }) => [id, { x: position.x + short, y: position.y }]))
  const middle = { x: source.x + width + Math.max(insertGap, (gap - width) / 2), y: (source.y + target.y) / 2 }
  const rest = { ...graph, nodes: graph.nodes.filter(({ id }) => !moved.has(id)) }
  return { at: freePlace(rest, { x: Math.round(middle.x), y: Math.round(middle.y) }), moved }
}
