"use client"

import { useNodesInitialized, useReactFlow, useStore, type ReactFlowState } from "@xyflow/react"
import { useEffect, useState } from "react"

/** Below this zoom the names on the cards can no longer be read, though a far view writes them large. */
const readableZoom = 0.36
const firstZoom = 0.8
const margin = 32

const sizeOf = (state: ReactFlowState) => `${state.width} ${state.height}`

/**
 * Chooses what is seen first, once: the whole flow when its names can still be read, else the beginning (or `focusId`) at
 * a size that can. Until then the canvas is transparent, so that nothing jumps.
 */
export function OpeningView({ focusId, isWhole = false }: { focusId: string | null; isWhole?: boolean }) {
  const flow = useReactFlow()
  const areMeasured = useNodesInitialized()
  const size = useStore(sizeOf)
  const [isOpen, setOpen] = useState(false)
  useEffect(() => {
    const [width = 0, height = 0] = size.split(" ").map(Number)
    if (isOpen || !areMeasured || width === 0) return
    const nodes = flow.getNodes()
    const bounds = flow.getNodesBounds(nodes)
    const zoom = Math.min(1, (width - 2 * margin) / bounds.width, (height - 2 * margin) / bounds.height)
    const focus = nodes.find(({ id }) => id === focusId)
    const first = nodes.toSorted((a, b) => a.position.x - b.position.x)[0]
    const anchor = focus ?? first
    if (isWhole || zoom >= readableZoom || !anchor) {
      void flow.setViewport({
        x: (width - bounds.width * zoom) / 2 - bounds.x * zoom,
        y: (height - bounds.height * zoom) / 2 - bounds.y * zoom,
        zoom,
      })
    } else {
      const box = flow.getNodesBounds([anchor])
      void flow.setViewport({
        x: (focus ? (width - box.width * firstZoom) / 2 : margin) - box.x * firstZoom,
        y: height / 2 - (box.y + box.height / 2) * firstZoom,
        zoom: firstZoom,
      })
    }
    // One frame later the view has arrived.
    const frame = requestAnimationFrame(() => setOpen(true))
    return () => cancelAnimationFrame(frame)
  }, [areMeasured, size, isOpen, flow, focusId, isWhole])
  return isOpen ? null : <div data-opening className="absolute inset-0 z-20 bg-background" aria-hidden="true" />
}
