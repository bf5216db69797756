"use client"

import { useReactFlow, type NodeChange } from "@xyflow/react"
import { useRef, useState } from "react"
import { withContents, type Rect } from "@/core/design/annotations"
import { snapToGuides, type Guide } from "@/core/design/guides"
import type { Position } from "@/core/design/node-commands"
import type { CanvasEdge, CanvasNode } from "./canvas-types"
import { useDesignerContext } from "./designer-context"
import { cardWidth } from "./underpass"

/** How near, in pixels of the screen, an edge or a middle must be to be brought into line. */
const tolerancePx = 5
const noGuides: readonly Guide[] = []

type Drag = {
  /** Where everything that moves stood: what the pointer holds, and what lies in the groups among it. */
  start: ReadonlyMap<string, Position>
  bounds: Rect
  others: readonly Rect[]
  /** Where everything is now, and along which axes it is in line with something. */
  now: ReadonlyMap<string, Position>
  isInLine: { x: boolean; y: boolean }
}

const rectOf = ({ position, measured, width, height }: CanvasNode): Rect => ({
  ...position,
  width: measured?.width ?? width ?? cardWidth,
  height: measured?.height ?? height ?? 0,
})

function around(rects: readonly Rect[]): Rect {
  const x = Math.min(...rects.map((rect) => rect.x))
  const y = Math.min(...rects.map((rect) => rect.y))
  const right = Math.max(...rects.map((rect) => rect.x + rect.width))
  const bottom = Math.max(...rects.map((rect) => rect.y + rect.height))
  return { x, y, width: right - x, height: bottom - y }
}

/** What xyflow says the pointer moves, with what a group carries along and the lines that things snap to. */
export function useDrag(nodes: readonly CanvasNode[]) {
  const { store } = useDesignerContext()
  const flow = useReactFlow<CanvasNode, CanvasEdge>()
  const drag = useRef<Drag | null>(null)
  const [guides, setGuides] = useState<readonly Guide[]>(noGuides)

  const start = (held: readonly { id: string }[]) => {
    const ids = withContents(store.graph(), new Set(held.map(({ id }) => id)))
    const moving = nodes.filter(({ id }) => ids.has(id))
    if (moving.length === 0) return
    const bounds = around(moving.map(rectOf))
    const { x, y, zoom } = flow.getViewport()
    const canvas = document.querySelector(".react-flow")?.getBoundingClientRect()
    // Only what can be seen: a line to a step far away means nothing to anybody.
    const seen: Rect = {
      x: -x / zoom,
      y: -y / zoom,
      width: (canvas?.width ?? 0) / zoom,
      height: (canvas?.height ?? 0) / zoom,
    }
    const isSeen = (rect: Rect) =>
      rect.x < seen.x + seen.width &&
      rect.x + rect.width > seen.x &&
      rect.y < seen.y + seen.height &&
      rect.y + rect.height > seen.y
    const places = new Map(moving.map(({ id, position }) => [id, position]))
    drag.current = {
      start: places,
      bounds,
      others: nodes
        .filter(({ id, type }) => !ids.has(id) && type === "step")
        .map(rectOf)
        .filter(isSeen),
      now: places,
      isInLine: { x: false, y: false },
    }
  }

  const follow = (changes: NodeChange<CanvasNode>[]): NodeChange<CanvasNode>[] => {
    const current = drag.current
    const first = changes.find((change) => change.type === "position")
    const from = first && current?.start.get(first.id)
    if (!current || first?.type !== "position" || !first.position || !from) return changes
    const { x: startX, y: startY } = current.bounds
    const by = { x: first.position.x - from.x, y: first.position.y - from.y }
    const moved = { ...current.bounds, x: startX + by.x, y: startY + by.y }
    const snap = snapToGuides(moved, current.others, tolerancePx / flow.getZoom())
    const isDragging = first.dragging ?? false
    const now = new Map(
      [...current.start].map(([id, { x, y }]) => [id, { x: x + by.x + snap.dx, y: y + by.y + snap.dy }]),
    )
    const isInLine = {
      x: snap.guides.some(({ axis }) => axis === "x"),
      y: snap.guides.some(({ axis }) => axis === "y"),
    }
    drag.current = { ...current, now, isInLine }
    if (isDragging) setGuides((shown) => (snap.guides.length + shown.length === 0 ? shown : snap.guides))
    const rest = changes.filter((change) => change.type !== "position")
    return [
      ...rest,
      ...[...now].map(([id, position]) => ({ id, type: "position" as const, position, dragging: isDragging })),
    ]
  }

  /** Null: nothing was dragged. */
  const stop = (): Pick<Drag, "now" | "isInLine"> | null => {
    const done = drag.current
    drag.current = null
    setGuides(noGuides)
    return done
  }
  return { start, follow, stop, guides }
}
