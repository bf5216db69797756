"use client"

import { useCallback, useEffect, useEffectEvent, useRef } from "react"
import { createThrottle } from "./throttle"

/** A function that runs the newest `work`, at most once in `everyMs`; what is waiting is dropped when the page goes. */
export function useThrottled(work: () => void, everyMs: number): () => void {
  const run = useEffectEvent(work)
  const throttle = useRef<ReturnType<typeof createThrottle> | null>(null)
  useEffect(() => {
    const made = createThrottle(() => run(), everyMs, {
      now: () => performance.now(),
      later: (task, ms) => {
        const timer = setTimeout(task, ms)
        return () => clearTimeout(timer)
      },
    })
    throttle.current = made
    return made.cancel
  }, [everyMs])
  return useCallback(() => throttle.current?.request(), [])
}
