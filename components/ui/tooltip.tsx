"use client"

import { useEffect, useId, useRef, useState, type FocusEvent, type PointerEvent, type ReactNode } from "react"
import { onDemand } from "./on-demand"

const { OnDemand: TooltipBubble, preload } = onDemand(async () => (await import("./tooltip-bubble")).TooltipBubble)

export type TooltipPlacement = "top" | "bottom" | "left" | "right"

/** After one was shown, the next ones come at once: the pointer goes along a row of icons. */
const warmMs = 500
let lastShownAt = -Infinity
/** Only one is shown at a time: the one under the pointer takes the place of the one at the focus. */
let hideShown: (() => void) | undefined

/**
 * A word beside what the pointer rests on or the keyboard has reached; a finger gets none. `trigger` goes on the element,
 * `tooltip` beside it. What draws and places the bubble is loaded when the pointer or the focus first comes near.
 */
export function useTooltip<Trigger extends HTMLElement>({
  content,
  placement,
  delayMs = 500,
}: {
  content: ReactNode
  placement: TooltipPlacement
  delayMs?: number
}) {
  const ref = useRef<Trigger>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const show = () => {
    hideShown?.()
    hideShown = () => setOpen(false)
    setOpen(true)
  }
  const hide = () => {
    clearTimeout(timer.current)
    if (isOpen) lastShownAt = Date.now()
    setOpen(false)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  useEffect(() => {
    if (!isOpen) return
    const onKey = (event: KeyboardEvent) => {
      setOpen(false)
      // Escape takes the word away and nothing else; a second one is for what lies around it.
      if (event.key === "Escape") event.stopPropagation()
    }
    document.addEventListener("keydown", onKey, { capture: true })
    return () => document.removeEventListener("keydown", onKey, { capture: true })
  }, [isOpen])

  return {
    trigger: {
      ref,
      "aria-describedby": isOpen ? id : undefined,
      onPointerEnter: (event: PointerEvent) => {
        if (event.pointerType === "touch") return
        preload()
        clearTimeout(timer.current)
        timer.current = setTimeout(show, Date.now() - lastShownAt < warmMs ? 0 : delayMs)
      },
      onPointerLeave: hide,
      onPointerDown: hide,
      onFocus: (event: FocusEvent) => {
        if (event.currentTarget.matches(":focus-visible")) show()
      },
      onBlur: hide,
    },
    tooltip: (
      <TooltipBubble id={id} triggerRef={ref} isOpen={isOpen} onOpenChange={setOpen} placement={placement}>
        {content}
      </TooltipBubble>
    ),
  }
}
