"use client"

import { useRef, useState, type ReactNode } from "react"
import { Button, type ButtonProps } from "./button"
import { onDemand } from "./on-demand"
import { takesOpeningKey } from "./opening-key"

const { OnDemand: PopoverPanel, preload } = onDemand(async () => (await import("./popover-panel")).PopoverPanel)

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
  const change = (next: boolean) => {
    setOpen(next)
    onOpenChange?.(next)
  }
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
        onPress={() => change(true)}
        onKeyDown={(event) => {
          if (takesOpeningKey(event, ["Enter", " "])) change(true)
        }}
      >
        {children}
      </Button>
      <PopoverPanel label={label} placement={placement} triggerRef={trigger} isOpen={isOpen} onOpenChange={change}>
        {panel}
      </PopoverPanel>
    </>
  )
}
