"use client"

import { useSyncExternalStore } from "react"

const neverChanges = () => () => undefined

/** "⌘" on Apple keyboards, "Ctrl" elsewhere; "Ctrl" while rendering on the server. */
export function useModifierLabel(): "⌘" | "Ctrl" {
  return useSyncExternalStore(
    neverChanges,
    () => (/mac|iphone|ipad/i.test(navigator.platform) ? "⌘" : "Ctrl"),
    () => "Ctrl",
  )
}
