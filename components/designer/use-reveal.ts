"use client"

import { useReactFlow, useStoreApi } from "@xyflow/react"
import { useEffect } from "react"
import { useDesigner, useDesignerContext } from "./designer-context"
import { cardWidth } from "./underpass"

const edge = 24
const panMs = 220
/** What the sheet of a phone leaves free; the sheet's own height is the rest. */
const uncovered = 0.36

/** Below this nobody reads what a card says; the canvas then comes closer. */
const readableZoom = 0.6
const nearMs = 240

/**
 * Brings the chosen step into view when it is not: after a jump, an arrow key, or when a panel has covered it. A problem's
 * step is brought near enough to be read.
 */
export function useReveal() {
  const { store } = useDesignerContext()
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
      const isApproached = store.get().approach?.nodeId === chosen && zoom < readableZoom
      if (isApproached) return
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
  }, [chosen, flow, api, store])

  const approach = useDesigner((state) => state.approach)
  useEffect(() => {
    if (!approach) return
    const timer = setTimeout(() => {
      const node = flow.getInternalNode(approach.nodeId)
      const { width, height } = api.getState()
      const isFar = flow.getZoom() < readableZoom
      store.approached()
      if (!node || !isFar || width === 0) return
      const { x, y } = node.internals.positionAbsolute
      const middle = { x: x + (node.measured.width ?? cardWidth) / 2, y: y + (node.measured.height ?? 80) / 2 }
      // The middle of what a phone's sheet leaves free.
      const isPhone = matchMedia("(max-width: 767px)").matches
      const lower = isPhone ? (height * (1 - uncovered)) / 2 : 0
      const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches
      void flow.setCenter(middle.x, middle.y + lower, { zoom: 1, duration: isCalm ? 0 : nearMs })
    }, 60)
    return () => clearTimeout(timer)
  }, [approach, flow, api, store])
}
