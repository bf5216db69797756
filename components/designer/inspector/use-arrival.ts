"use client"

import { useEffect, useRef } from "react"
import { useDesigner, useDesignerContext } from "../designer-context"

const focusable = "input, textarea, select, button, [tabindex='0']"

/**
 * Takes the focus to the field that a problem named. Put the ref on the panel, and `data-field` (or `data-edge`) on what
 * can be jumped to; the longest name that fits wins: "sla.tiers.1.at" finds "sla".
 */
export function useArrival<T extends HTMLElement>() {
  const panel = useRef<T>(null)
  const { store } = useDesignerContext()
  const target = useDesigner((state) => state.target)
  useEffect(() => {
    const root = panel.current
    if (!target || !root) return
    const edge = target.edgeId ? root.querySelector<HTMLElement>(`[data-edge="${CSS.escape(target.edgeId)}"]`) : null
    const at = (selector: string) => (edge ?? root).querySelector<HTMLElement>(selector)
    const parts = target.field?.split(".") ?? []
    const names = parts.map((_, index) => parts.slice(0, parts.length - index).join("."))
    const found =
      names.map((name) => at(`[data-field="${CSS.escape(name)}"]`)).find((element) => element !== null) ?? edge
    if (found) {
      // By hand: scrollIntoView would also move the frames around the panel, which have no scroll bar to move them back.
      const [frame, field] = [root.getBoundingClientRect(), found.getBoundingClientRect()]
      root.scrollTop += field.top - frame.top - Math.max(16, (frame.height - field.height) / 2)
      // A text that was there already has its caret by now.
      const hasCaret = target.start !== undefined && found.contains(document.activeElement)
      if (!hasCaret) found.querySelector<HTMLElement>(focusable)?.focus({ preventScroll: true })
      found.classList.add("arrived")
      setTimeout(() => found.classList.remove("arrived"), 1600)
    }
    store.arrived()
  }, [target, store])
  return panel
}
