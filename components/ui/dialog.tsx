"use client"

import type { ReactNode } from "react"
import { onDemand } from "./on-demand"

const { OnDemand } = onDemand(async () => (await import("./dialog-panel")).DialogPanel)

export interface DialogProps {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  title: ReactNode
  description?: ReactNode
  children?: ReactNode
  /** Buttons, the main one last. */
  footer?: ReactNode
  /** `xl` holds a picture of a flow. */
  size?: "xs" | "sm" | "md" | "lg" | "xl"
  /** false: Escape and a click outside do not close it (unsaved work). */
  isDismissable?: boolean
}

/** A question or a short form over the page. Loaded when first opened. */
export function Dialog(props: DialogProps) {
  return <OnDemand {...props} />
}
