"use client"

import { useEffect, useRef, useState } from "react"
import { createThrottle } from "./throttle"

/** A function that runs the newest `work`, at most once in `everyMs`; what is waiting is dropped when the page goes. */
export function useThrottled(work: () => void, everyMs: number): () => void {
  const newest = useRef(work)
  useEffect(() => {
    newest.current = work
  })
  const [throttle] = useState(() =>
    createThrottle(() => newest.current(), everyMs, {
      now: () => performance.now(),
      later: (run, ms) => {
        const timer = setTimeout(run, ms)
        return () => clearTimeout(timer)
      },
    }),
  )
  useEffect(() => throttle.cancel, [throttle])
  return throttle.request
}
