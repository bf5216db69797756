"use client"

import { Popover } from "@heroui/react/popover"
import type { ComponentProps, ReactNode, RefObject } from "react"

/** The opened half of PopoverButton; loaded on demand. */
export function PopoverPanel(props: {
  label: string
  placement: ComponentProps<typeof Popover.Content>["placement"]
  triggerRef: RefObject<HTMLElement | null>
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  children: (close: () => void) => ReactNode
}) {
  return (
    <Popover isOpen={props.isOpen} onOpenChange={props.onOpenChange}>
      <Popover.Content
        triggerRef={props.triggerRef}
        isOpen={props.isOpen}
        onOpenChange={props.onOpenChange}
        placement={props.placement}
        offset={6}
      >
        <Popover.Dialog aria-label={props.label} className="p-0">
          {props.children(() => props.onOpenChange(false))}
        </Popover.Dialog>
      </Popover.Content>
    </Popover>
  )
}
