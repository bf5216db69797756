"use client"

import { useStore, type ReactFlowState } from "@xyflow/react"
import { useMemo, type ReactNode } from "react"
import { createPortal } from "react-dom"

const rootOf = ({ domNode }: ReactFlowState) => domNode

/**
 * What stands on lines, above all of them. The library's own part for it looks its place up in the page again at each move
 * of the view, once per label: with 300 names on routes that took 3 ms of every frame.
 */
export function EdgeLabels({ children }: { children: ReactNode }) {
  const root = useStore(rootOf)
  const place = useMemo(() => root?.querySelector(".react-flow__edgelabel-renderer") ?? null, [root])
  return place && createPortal(children, place)
}
