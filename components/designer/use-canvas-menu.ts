"use client"

import { useReactFlow } from "@xyflow/react"
import { useRef, useState, type PointerEvent, type MouseEvent as ReactMouseEvent } from "react"
import type { Position } from "@/core/design/node-commands"
import type { Anchor } from "./canvas-actions"
import { useDesignerContext } from "./designer-context"
import { useStable } from "./use-stable"

/** What the menu was opened on. Neither id nor pane: all that is chosen. */
type MenuTarget = { nodeId?: string; edgeId?: string; isPane?: boolean }
/** `at`: the same point on the canvas. */
export type AskedMenu = MenuTarget & { anchor: Anchor; at: Position }

/** A finger that rests this long, in ms, asks for the menu; moved further than this, in pixels, it drags. */
const pressMs = 500
const pressSlopPx = 8
const written = "textarea, input, [contenteditable=true]"

/** Opens the canvas's menu: by the right button, the menu key or Shift F10, and a finger that rests. */
export function useCanvasMenu() {
  const { store } = useDesignerContext()
  const flow = useReactFlow()
  const [asked, setAsked] = useState<AskedMenu | null>(null)
  const press = useRef<{ timer: ReturnType<typeof setTimeout>; x: number; y: number } | null>(null)

  const open = (anchor: Anchor, target: MenuTarget) => {
    const { nodeIds, edgeIds } = store.get().selection
    if (target.nodeId && !nodeIds.has(target.nodeId)) store.selectNodes([target.nodeId])
    if (target.edgeId && !edgeIds.has(target.edgeId)) {
      store.select({ nodeIds: new Set(), edgeIds: new Set([target.edgeId]) })
    }
    setAsked({ ...target, anchor, at: flow.screenToFlowPosition(anchor) })
  }
  const openAt = (event: ReactMouseEvent | MouseEvent, target: MenuTarget) => {
    // In a text the browser's own menu is the right one.
    if (event.target instanceof Element && event.target.closest(written)) return
    event.preventDefault()
    const box = event.target instanceof Element ? event.target.getBoundingClientRect() : null
    // The menu key has no point of its own: the corner of what has the focus is one.
    const isByKey = event.clientX === 0 && event.clientY === 0 && box !== null
    open(isByKey ? { x: box.left + 24, y: box.bottom } : { x: event.clientX, y: event.clientY }, target)
  }
  const cancel = () => {
    if (press.current) clearTimeout(press.current.timer)
    press.current = null
  }
  const longPress = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      cancel()
      if (event.pointerType !== "touch" || !(event.target instanceof Element)) return
      const { clientX: x, clientY: y, target } = event
      const node = target.closest<HTMLElement>(".react-flow__node")?.dataset["id"]
      const edge = target.closest<HTMLElement>(".react-flow__edge")?.dataset["id"]
      const isPane = target.closest(".react-flow__pane") !== null
      if (target.closest(written) || !(node || edge || isPane)) return
      const timer = setTimeout(
        () => open({ x, y }, { ...(node && { nodeId: node }), ...(edge && { edgeId: edge }), isPane: !node && !edge }),
        pressMs,
      )
      press.current = { timer, x, y }
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const from = press.current
      if (from && Math.hypot(event.clientX - from.x, event.clientY - from.y) > pressSlopPx) cancel()
    },
    onPointerUp: cancel,
    onPointerCancel: cancel,
  }
  const stable = useStable({ openAt })
  return { asked, ...stable, close: () => setAsked(null), longPress }
}
