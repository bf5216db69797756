"use client"

import { lazy, Suspense, type ReactNode } from "react"
import { useAfterFirstOpen } from "./after-first-open"

const SideSheetPanel = lazy(async () => ({ default: (await import("./side-sheet-panel")).SideSheetPanel }))

export interface SideSheetProps {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  title: ReactNode
  description?: ReactNode
  children: ReactNode
  footer?: ReactNode
  /** From the right at a desk; `left` for navigation, `bottom` for phones. */
  placement?: "right" | "left" | "bottom"
  size?: "sm" | "md" | "lg"
}

/** Details or a form beside the list they belong to. Loaded when first opened. */
export function SideSheet(props: SideSheetProps) {
  const isLoaded = useAfterFirstOpen(props.isOpen)
  if (!isLoaded) return null
  return (
    <Suspense fallback={null}>
      <SideSheetPanel {...props} />
    </Suspense>
  )
}
