"use client"

import { useEffect, useEffectEvent, type RefObject } from "react"
import type { Direction } from "@/core/design/nearest"
import { nudgeNodes } from "@/core/design/node-commands"
import { useDesignerContext } from "./designer-context"
import type { EditActions } from "./use-edit-actions"

const directions: Record<string, Direction> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
}
const steps: Record<Direction, { x: number; y: number }> = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  up: { x: 0, y: -1 },
  down: { x: 0, y: 1 },
}
const nudgePx = 8

const writes = "input, textarea, select, [contenteditable=''], [contenteditable=true], .monaco-editor"
const overlays = "[role=dialog], [role=alertdialog]:not([aria-modal=false]), [role=menu], [role=listbox]"

/** Text fields keep their own keys, undo included; open lists and dialogs keep all. */
const isWriting = (event: Event) => event.target instanceof Element && event.target.closest(writes) !== null
const isCovered = () => document.querySelector(overlays) !== null

/** Monaco closes its lists with Escape: there the key is not ours. */
const isInPanel = (event: Event) =>
  event.target instanceof Element &&
  event.target.closest("[data-panel]") !== null &&
  !event.target.closest(".monaco-editor") &&
  !isCovered()

/** What the keys do differently on the canvas and in the tree. */
export type CanvasTools = {
  zoomIn: () => void
  zoomOut: () => void
  /** Shows the whole flow. */
  fit: () => void
  /** The step, note or group that lies in this direction; null at the rim. */
  walk: (from: string, direction: Direction) => string | null
  /** Absent where there is nothing to put in order. */
  tidy?: () => void
  isTree: boolean
  turn: () => void
}

/** The keys of the designer. `canvas`: keys without Ctrl only count while the focus is on it. */
export function useCanvasKeys(canvas: RefObject<HTMLElement | null>, actions: EditActions, tools: CanvasTools) {
  const { store, isEditable } = useDesignerContext()

  const goTo = (direction: Direction) => {
    const [chosen] = store.get().selection.nodeIds
    const next = chosen ? tools.walk(chosen, direction) : store.graph().nodes[0]?.id
    if (!next) return
    store.selectNodes([next])
    // After the tab stop has moved to the card.
    requestAnimationFrame(() => focusCard(canvas.current, next))
  }

  /** Escape in a field of the panel goes back to the card it is about. */
  const backToCanvas = () => {
    const [chosen] = store.get().selection.nodeIds
    if (chosen) focusCard(canvas.current, chosen)
  }

  const withModifier = (event: KeyboardEvent): (() => void) | undefined => {
    const key = event.key.toLowerCase()
    if (key === "s") return actions.save
    if (isWriting(event) || isCovered()) return undefined
    if (key === "a") return actions.selectAll
    if (!isEditable) return undefined
    if (key === "z") return event.shiftKey ? actions.redo : actions.undo
    if (key === "y") return actions.redo
    if (key === "g") return event.shiftKey ? actions.ungroup : actions.group
    return key === "d" ? actions.duplicate : undefined
  }

  const plain = (event: KeyboardEvent): (() => void) | undefined => {
    if (event.key === "Escape") return actions.clear
    const isOnCanvas = canvas.current?.contains(document.activeElement) || document.activeElement === document.body
    if (!isOnCanvas) return undefined
    const direction = directions[event.key]
    if (direction && event.shiftKey && isEditable && !tools.isTree) {
      const { x, y } = steps[direction]
      return () =>
        store.run(nudgeNodes(store.graph(), store.get().selection.nodeIds, { x: x * nudgePx, y: y * nudgePx }))
    }
    if (direction) return () => goTo(direction)
    if (event.key === "Enter" && !(event.target instanceof HTMLButtonElement)) return actions.inspect
    if ((event.key === "Delete" || event.key === "Backspace") && isEditable) return actions.remove
    if (event.key === "n" && isEditable) return actions.openPalette
    if (event.key === "N" && isEditable && !tools.isTree) return () => actions.addNote()
    if (event.key === "T" && isEditable) return tools.tidy
    if (event.key === "v") return tools.turn
    if (event.key === "+" || event.key === "=") return tools.zoomIn
    if (event.key === "-") return tools.zoomOut
    if (event.key === "1") return tools.fit
    return undefined
  }

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.altKey) return
    const action =
      event.ctrlKey || event.metaKey ? withModifier(event) : isWriting(event) || isCovered() ? undefined : plain(event)
    const leave = event.key === "Escape" && isInPanel(event) ? backToCanvas : action
    if (!leave) return
    event.preventDefault()
    leave()
  })
  const onClipboard = useEffectEvent((event: ClipboardEvent) => {
    const selection = window.getSelection()
    // Text that somebody marked on the page is theirs to copy.
    if (isWriting(event) || isCovered() || (event.type !== "paste" && selection && !selection.isCollapsed)) return
    if (event.type === "paste") actions.paste(event)
    else actions.copy(event, event.type === "cut")
  })
  useEffect(() => {
    const key = (event: KeyboardEvent) => onKey(event)
    const clipboard = (event: ClipboardEvent) => onClipboard(event)
    document.addEventListener("keydown", key)
    const types = ["copy", "cut", "paste"] as const
    for (const type of types) document.addEventListener(type, clipboard)
    return () => {
      document.removeEventListener("keydown", key)
      for (const type of types) document.removeEventListener(type, clipboard)
    }
  }, [])
}

/** Frames within which a card that was out of view has come: the view is moved to it, and then it is drawn. */
const framesToCome = 30

/** Moves the focus to a step's card, as soon as it is there: of a large flow only what is in view is on the page. */
export function focusCard(canvas: HTMLElement | null, nodeId: string, frames = framesToCome) {
  const card = canvas?.querySelector<HTMLElement>(`[data-id="${CSS.escape(nodeId)}"]`)
  if (card) card.focus({ preventScroll: true })
  else if (frames > 0) requestAnimationFrame(() => focusCard(canvas, nodeId, frames - 1))
}
