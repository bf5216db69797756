"use client"

import { popoverVariants } from "@heroui/styles"
import type { ComponentProps, ReactNode, RefObject } from "react"
import { Dialog } from "react-aria-components/Dialog"
import { Popover } from "react-aria-components/Popover"

/** The opened half of PopoverButton; loaded on demand. */
export function PopoverPanel(props: {
  label: string
  placement: ComponentProps<typeof Popover>["placement"]
  triggerRef: RefObject<HTMLElement | null>
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  children: (close: () => void) => ReactNode
}) {
  const slots = popoverVariants()
  return (
    // Not HeroUI's Popover: it brings a trigger of its own, and ours is in the page before this code is.
    <Popover
      className={slots.base()}
      triggerRef={props.triggerRef}
      isOpen={props.isOpen}
      onOpenChange={props.onOpenChange}
      placement={props.placement}
      offset={6}
    >
      {/* What does not fit between the trigger and the window's edge is scrolled. */}
      <Dialog aria-label={props.label} className="max-h-[inherit] overflow-y-auto outline-none">
        {props.children(() => props.onOpenChange(false))}
      </Dialog>
    </Popover>
  )
}
