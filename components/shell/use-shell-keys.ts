"use client"

import { useRouter } from "next/navigation"
import { useEffect, useEffectEvent, useRef } from "react"
import type { Place } from "./navigation"

/** How long after `g` the second key still belongs to it. */
const sequenceMs = 1200

const typing = "input, textarea, select, [contenteditable=''], [contenteditable=true], .monaco-editor"

/**
 * Keys typed into a field or into something that lies over the page (a dialog, a menu, a choice) are not commands. Asked
 * of the focus, not of the page: a message or a caller's card may be shown and the keys still go to the page.
 */
function isTaken(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement | null
  return Boolean(target?.closest(`${typing}, [role=dialog], [role=alertdialog], [role=menu]`))
}

/** `g` and a letter go to a place; `?` shows the shortcuts; Ctrl or ⌘ with K opens the palette anywhere. */
export function useShellKeys(options: { places: readonly Place[]; onPalette: () => void; onShortcuts: () => void }) {
  const router = useRouter()
  const startedAt = useRef(-Infinity)
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.repeat) return
    if ((event.metaKey || event.ctrlKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
      event.preventDefault()
      options.onPalette()
      return
    }
    if (event.metaKey || event.ctrlKey || event.altKey || isTaken(event)) return
    if (event.key === "?") {
      event.preventDefault()
      options.onShortcuts()
      return
    }
    if (event.key === "g") {
      startedAt.current = event.timeStamp
      return
    }
    if (event.timeStamp - startedAt.current > sequenceMs) return
    startedAt.current = -Infinity
    const place = options.places.find(({ key }) => key === event.key)
    if (!place) return
    event.preventDefault()
    // Lists listen for j, k and others too; the second key of a sequence is not theirs.
    event.stopPropagation()
    router.push(place.href)
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event)
    document.addEventListener("keydown", listen, { capture: true })
    return () => document.removeEventListener("keydown", listen, { capture: true })
  }, [])
}
