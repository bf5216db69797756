"use client"

import type { ReactNode, RefObject } from "react"
import { Tooltip, TooltipTriggerStateContext } from "react-aria-components/Tooltip"
import type { TooltipPlacement } from "./tooltip"

/** The shown half of useTooltip; loaded on demand. */
export function TooltipBubble(props: {
  id: string
  triggerRef: RefObject<HTMLElement | null>
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  placement: TooltipPlacement
  children: ReactNode
}) {
  const state = {
    isOpen: props.isOpen,
    shouldSkipAnimation: false,
    open: () => props.onOpenChange(true),
    close: () => props.onOpenChange(false),
  }
  return (
    <TooltipTriggerStateContext value={state}>
      <Tooltip
        // The id reaches the element (useTooltip filters DOM props); only the type leaves it out.
        {...{ id: props.id }}
        triggerRef={props.triggerRef}
        placement={props.placement}
        offset={3}
        className="tooltip"
      >
        {props.children}
      </Tooltip>
    </TooltipTriggerStateContext>
  )
}
