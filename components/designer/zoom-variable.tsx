"use client"

import { useStore } from "@xyflow/react"
import { useEffect } from "react"

/** Below this zoom only names are shown, large: the rest of a card could not be read. */
const farBelow = 0.62
/** Steps of the variable: with every step all cards are styled anew, so it must not follow each frame of a pinch. */
const stepRatio = 1.12

const inSteps = (zoom: number) => stepRatio ** Math.round(Math.log(zoom) / Math.log(stepRatio))

/** Tells the canvas's style sheet its zoom (`--zoom`, in steps) and whether it is far (`data-far`). Inside the canvas only. */
export function ZoomVariable() {
  const zoom = useStore(({ transform }) => inSteps(transform[2]))
  const isFar = useStore(({ transform }) => transform[2] < farBelow)
  const canvas = useStore(({ domNode }) => domNode)
  useEffect(() => canvas?.style.setProperty("--zoom", String(zoom)), [canvas, zoom])
  useEffect(() => void canvas?.toggleAttribute("data-far", isFar), [canvas, isFar])
  return null
}
