import type { Annotation } from "@/core/flow/annotation"
import type { DraftGraph } from "@/core/flow/graph"
import { nodeCell } from "./free-place"
import type { Position } from "./node-commands"

export type Size = { width: number; height: number }
export type Rect = Position & Size

/** Where a card is looked at to tell whose it is, from its corner: the middle of its head, however high it is drawn. */
const cardMiddle = { x: nodeCell.width / 2 - 8, y: 32 }

export const rectOf = ({ position, size }: Annotation): Rect => ({ ...position, ...size })

const holdsPoint = (frame: Rect, { x, y }: Position) =>
  x >= frame.x && x <= frame.x + frame.width && y >= frame.y && y <= frame.y + frame.height
const holdsRect = (frame: Rect, inner: Rect) =>
  holdsPoint(frame, inner) && holdsPoint(frame, { x: inner.x + inner.width, y: inner.y + inner.height })

/**
 * What lies in a group: steps whose card's head is in the frame, notes and smaller groups that are wholly in it. Empty for
 * a note. Pure.
 */
export function contentsOf(graph: DraftGraph, groupId: string): string[] {
  const group = graph.annotations?.find(({ id, kind }) => id === groupId && kind === "group")
  if (!group) return []
  const frame = rectOf(group)
  const nodes = graph.nodes.filter(({ position: { x, y } }) =>
    holdsPoint(frame, { x: x + cardMiddle.x, y: y + cardMiddle.y }),
  )
  const others = (graph.annotations ?? []).filter((other) => other !== group && holdsRect(frame, rectOf(other)))
  return [...nodes, ...others].map(({ id }) => id)
}

/** The same ids and those of everything that lies in the groups among them. */
export function withContents(graph: DraftGraph, ids: ReadonlySet<string>): ReadonlySet<string> {
  const groups = (graph.annotations ?? []).filter(({ id, kind }) => kind === "group" && ids.has(id))
  return groups.length === 0 ? ids : new Set([...ids, ...groups.flatMap(({ id }) => contentsOf(graph, id))])
}

/** Free canvas between a frame and what it holds. */
const framePadding = 24

/** The frame around things of these sizes. Null when there is none. */
export function frameAround(rects: readonly Rect[]): Rect | null {
  if (rects.length === 0) return null
  const left = Math.min(...rects.map(({ x }) => x)) - framePadding
  const top = Math.min(...rects.map(({ y }) => y)) - framePadding
  const right = Math.max(...rects.map(({ x, width }) => x + width)) + framePadding
  const bottom = Math.max(...rects.map(({ y, height }) => y + height)) + framePadding
  return { x: Math.round(left), y: Math.round(top), width: Math.round(right - left), height: Math.round(bottom - top) }
}

const unmeasured: Size = { width: nodeCell.width - 16, height: nodeCell.height - 36 }

/** What the things of these ids take up. `sizes`: of the cards as they are drawn, by node id. */
export function rectsOf(graph: DraftGraph, ids: Iterable<string>, sizes: ReadonlyMap<string, Size>): Rect[] {
  const wanted = new Set(ids)
  const cards = graph.nodes.filter(({ id }) => wanted.has(id))
  const annotations = (graph.annotations ?? []).filter(({ id }) => wanted.has(id))
  return [
    ...cards.map(({ id, position }) => ({ ...position, ...(sizes.get(id) ?? unmeasured) })),
    ...annotations.map(rectOf),
  ]
}
