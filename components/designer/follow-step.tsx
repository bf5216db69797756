"use client"

import { useReactFlow, useStoreApi } from "@xyflow/react"
import { useEffect } from "react"

/** A node this far inside the canvas counts as seen, in pixels of the screen. */
const marginPx = 24
const moveMs = 280

/** Keeps the node in the picture: when it lies outside, the canvas moves there at the zoom it has. Inside the canvas only. */
export function FollowStep({ nodeId }: { nodeId: string | null }) {
  const flow = useReactFlow()
  const store = useStoreApi()
  useEffect(() => {
    const node = nodeId === null ? undefined : flow.getNode(nodeId)
    const { width, height } = store.getState()
    if (!node || width === 0) return
    const box = flow.getNodesBounds([node])
    const { x, y, zoom } = flow.getViewport()
    const left = box.x * zoom + x
    const top = box.y * zoom + y
    const isSeen =
      left >= marginPx &&
      top >= marginPx &&
      left + box.width * zoom <= width - marginPx &&
      top + box.height * zoom <= height - marginPx
    if (isSeen) return
    const isCalm = window.matchMedia("(prefers-reduced-motion: reduce)").matches
    void flow.setCenter(box.x + box.width / 2, box.y + box.height / 2, { zoom, duration: isCalm ? 0 : moveMs })
  }, [nodeId, flow, store])
  return null
}
