"use client"

import type { ReactNode } from "react"
import { onDemand } from "./on-demand"

const { OnDemand } = onDemand(async () => (await import("./side-sheet-panel")).SideSheetPanel)

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
  return <OnDemand {...props} />
}
