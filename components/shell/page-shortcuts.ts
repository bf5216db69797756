"use client"

import type { LucideIcon } from "lucide-react"
import { useEffect, useSyncExternalStore } from "react"

/** Something that only this page can do. `keys` is empty where no key does it. */
export interface PageCommand {
  label: string
  keys: string[]
  icon?: LucideIcon
  /** Absent: the key stands for more than one thing to do, such as moving with the arrows. */
  run?: () => void
}

/**
 * What the page that is open can do and with which keys; the overview of shortcuts lists the keys first, and the command
 * palette offers what can be run.
 */
export interface PageShortcuts {
  title: string
  lines: PageCommand[]
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
