"use client"

import { ViewportPortal } from "@xyflow/react"
import type { Guide } from "@/core/design/guides"

const overhang = 12

/** The lines that what is dragged is in line with. */
export function GuideLines({ guides }: { guides: readonly Guide[] }) {
  if (guides.length === 0) return null
  return (
    <ViewportPortal>
      {guides.map(({ axis, at, from, to }) => {
        const start = from - overhang
        const length = to - from + 2 * overhang
        const place = axis === "x" ? { left: at, top: start, height: length } : { top: at, left: start, width: length }
        return <div key={`${axis} ${at}`} className={`guide guide--${axis}`} style={place} aria-hidden="true" />
      })}
    </ViewportPortal>
  )
}
