"use client"

import { useEffect, useSyncExternalStore } from "react"

/** Keys that only work on the page that is open; the overview of shortcuts lists them first. */
export interface PageShortcuts {
  title: string
  lines: { label: string; keys: string[] }[]
}

let current: PageShortcuts | null = null
const listeners = new Set<() => void>()

function change(next: PageShortcuts | null) {
  current = next
  for (const listener of listeners) listener()
}

/** Names this page's keys for as long as it is shown. Give it a value that stays the same between renders. */
export function usePageShortcuts(shortcuts: PageShortcuts) {
  useEffect(() => {
    change(shortcuts)
    return () => change(null)
  }, [shortcuts])
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export function useCurrentPageShortcuts(): PageShortcuts | null {
  return useSyncExternalStore(
    subscribe,
    () => current,
    () => null,
  )
}
