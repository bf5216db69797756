import type { KeyboardEvent } from "react"

/**
 * Whether this key opens what a button has; then it does nothing else. Enter and Space are taken here, and not by the
 * click they would make: React Aria takes that for a screen reader's and would leave the first entry without the focus.
 */
export function takesOpeningKey(event: KeyboardEvent, keys: readonly string[]): boolean {
  if (!keys.includes(event.key) || event.metaKey || event.ctrlKey || event.altKey) return false
  event.preventDefault()
  event.stopPropagation()
  return true
}

export const menuKeys = ["Enter", " ", "ArrowDown", "ArrowUp"]
