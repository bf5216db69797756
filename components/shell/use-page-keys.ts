"use client"

import { useEffect, useEffectEvent, useRef } from "react"

/** `g` starts a sequence of the shell; the letter after it is not a decision. */
const sequenceMs = 1200

/** Keys typed where text is written, in a widget that uses them, or while a dialog is open are not commands. */
function isTaken(target: HTMLElement | null): boolean {
  if (target?.closest("input, textarea, select, [contenteditable=true], [role=radiogroup], [role=slider]")) return true
  return (
    document.querySelector("[role=dialog], [role=alertdialog]:not([aria-modal=false]), [role=menu], [role=listbox]") !==
    null
  )
}

/**
 * Single keys of a page. `onKey` gets the key's lower-case name and says whether it did something; then the browser
 * does not scroll as well. A key held down never decides twice.
 */
export function usePageKeys(onKey: (key: string, target: HTMLElement | null) => boolean) {
  const sequenceAt = useRef(-Infinity)
  const listen = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.metaKey || event.ctrlKey || event.altKey) return
    const target = event.target instanceof HTMLElement ? event.target : null
    if (isTaken(target)) return
    const isMove = event.key.length > 1 || event.key === "j" || event.key === "k"
    if (event.repeat && !isMove) return
    if (event.key === "g") {
      sequenceAt.current = event.timeStamp
      return
    }
    const isInSequence = event.timeStamp - sequenceAt.current < sequenceMs
    sequenceAt.current = -Infinity
    if (isInSequence) return
    if (onKey(event.key.length === 1 ? event.key.toLowerCase() : event.key, target)) event.preventDefault()
  })
  useEffect(() => {
    const handle = (event: KeyboardEvent) => listen(event)
    document.addEventListener("keydown", handle)
    return () => document.removeEventListener("keydown", handle)
  }, [])
}
