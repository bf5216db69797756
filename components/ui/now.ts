"use client"

import { useSyncExternalStore } from "react"

const tickMs = 1000

/** Server clock minus browser clock, in ms. Deadlines are the server's; a desk PC may be minutes off. */
let offsetMs = 0
let timer: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<() => void>()

const serverNow = () => Date.now() + offsetMs

/** Wakes on the full second of the server's clock, so that all countdowns on a page change together. */
function schedule() {
  timer = setTimeout(
    () => {
      for (const listener of listeners) listener()
      schedule()
    },
    tickMs - (serverNow() % tickMs),
  )
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  if (listeners.size === 1) schedule()
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) clearTimeout(timer)
  }
}

/**
 * Tells the clock what time the server had when it rendered the page. Differences below 5 s are network and
 * rendering, not a wrong clock, and are left alone.
 */
export function syncClock(serverNowMs: number) {
  const difference = serverNowMs - Date.now()
  offsetMs = Math.abs(difference) < 5000 ? 0 : difference
}

/**
 * The time now in epoch ms, floored to `everyMs`, from one shared timer: a component that asks for minutes renders
 * once a minute. 0 while rendering on the server and in the first client pass, whose markup must be equal.
 */
export function useNow(everyMs = tickMs): number {
  return useSyncExternalStore(
    subscribe,
    () => Math.floor(serverNow() / everyMs) * everyMs,
    () => 0,
  )
}
