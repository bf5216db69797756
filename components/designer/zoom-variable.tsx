"use client"

import { useStore } from "@xyflow/react"
import { useEffect } from "react"

/** Tells the canvas's style sheet its zoom (`--zoom`), for what keeps its size on the screen. Inside the canvas only. */
export function ZoomVariable() {
  const zoom = useStore(({ transform }) => transform[2])
  const canvas = useStore(({ domNode }) => domNode)
  useEffect(() => canvas?.style.setProperty("--zoom", String(zoom)), [canvas, zoom])
  return null
}
