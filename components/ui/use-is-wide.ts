"use client"

import { useSyncExternalStore } from "react"

/** Tailwind's `lg`: from here on list and work pane stand side by side. */
const wide = "(min-width: 64rem)"

function subscribe(listener: () => void) {
  const query = window.matchMedia(wide)
  query.addEventListener("change", listener)
  return () => query.removeEventListener("change", listener)
}

/** True on a desk's screen; true on the server, whose markup both sizes share. */
export function useIsWide(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(wide).matches,
    () => true,
  )
}
