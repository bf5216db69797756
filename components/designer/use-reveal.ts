"use client"

import { useReactFlow, useStoreApi } from "@xyflow/react"
import { useEffect } from "react"
import { useDesigner } from "./designer-context"
import { cardWidth } from "./underpass"

const edge = 24
const panMs = 220
/** What the sheet of a phone leaves free; the sheet's own height is the rest. */
const uncovered = 0.36

/** Brings the chosen step into view when it is not: after a jump, an arrow key, or when a panel has covered it. */
export function useReveal() {
  const flow = useReactFlow()
  const api = useStoreApi()
  const chosen = useDesigner(({ selection: { nodeIds } }) => (nodeIds.size === 1 ? ([...nodeIds][0] ?? null) : null))
  useEffect(() => {
    if (!chosen) return
    // After the panel beside the canvas has opened and the canvas knows its new width.
    const timer = setTimeout(() => {
      const node = flow.getInternalNode(chosen)
      const { width, height } = api.getState()
      const { x, y, zoom } = flow.getViewport()
      if (!node || width === 0) return
      const left = node.internals.positionAbsolute.x * zoom + x
      const top = node.internals.positionAbsolute.y * zoom + y
      const right = left + (node.measured.width ?? cardWidth) * zoom
      const bottom = top + (node.measured.height ?? 80) * zoom
      const dx = left < edge ? edge - left : right > width - edge ? width - edge - right : 0
      // On a phone the panel lies over the lower part of the canvas.
      const seen = matchMedia("(max-width: 767px)").matches ? height * uncovered : height
      const dy = top < edge ? edge - top : bottom > seen - edge ? seen - edge - bottom : 0
      if (dx !== 0 || dy !== 0) void flow.setViewport({ x: x + dx, y: y + dy, zoom }, { duration: panMs })
    }, 60)
    return () => clearTimeout(timer)
  }, [chosen, flow, api])
}
