"use client"

import { lazy, Suspense, useRef, useState, type ReactNode } from "react"
import { useAfterFirstOpen } from "./after-first-open"
import { Button, type ButtonProps } from "./button"

const loadPanel = () => import("./popover-panel")
const PopoverPanel = lazy(async () => ({ default: (await loadPanel()).PopoverPanel }))

/** A button that opens a small panel (filters, notifications). The panel's code is loaded when it comes near. */
export function PopoverButton({
  label,
  panel,
  placement = "bottom end",
  onOpenChange,
  children,
  ...rest
}: Omit<ButtonProps, "children" | "aria-label"> & {
  label: string
  panel: (close: () => void) => ReactNode
  placement?: "bottom start" | "bottom end" | "bottom" | "top start" | "top end"
  onOpenChange?: (isOpen: boolean) => void
  children: ReactNode
}) {
  const trigger = useRef<HTMLButtonElement>(null)
  const [isOpen, setOpen] = useState(false)
  const isLoaded = useAfterFirstOpen(isOpen)
  const change = (next: boolean) => {
    setOpen(next)
    onOpenChange?.(next)
  }
  const preload = () => void loadPanel()
  return (
    <>
      <Button
        variant="ghost"
        {...rest}
        ref={trigger}
        aria-label={label}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onPointerEnter={preload}
        onFocus={preload}
        onPress={() => change(!isOpen)}
      >
        {children}
      </Button>
      {isLoaded && (
        <Suspense fallback={null}>
          <PopoverPanel label={label} placement={placement} triggerRef={trigger} isOpen={isOpen} onOpenChange={change}>
            {panel}
          </PopoverPanel>
        </Suspense>
      )}
    </>
  )
}
