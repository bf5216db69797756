"use client"

import { lazy, Suspense, type ReactNode } from "react"
import { useAfterFirstOpen } from "./after-first-open"

const DialogPanel = lazy(async () => ({ default: (await import("./dialog-panel")).DialogPanel }))

export interface DialogProps {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  title: ReactNode
  description?: ReactNode
  children?: ReactNode
  /** Buttons, the main one last. */
  footer?: ReactNode
  size?: "xs" | "sm" | "md" | "lg"
  /** false: Escape and a click outside do not close it (unsaved work). */
  isDismissable?: boolean
}

/** A question or a short form over the page. Loaded when first opened. */
export function Dialog(props: DialogProps) {
  const isLoaded = useAfterFirstOpen(props.isOpen)
  if (!isLoaded) return null
  return (
    <Suspense fallback={null}>
      <DialogPanel {...props} />
    </Suspense>
  )
}
