"use client"

import { useEffect, useEffectEvent, useState } from "react"

export const speeds = [1, 2, 4] as const
export type Speed = (typeof speeds)[number]
/** At speed 1. Long enough to read a sentence. */
const stepMs = 1400

/**
 * The place in a trace of `count` events and the means to move it: step, jump, play. Starts at `initial`, counted from 1.
 * Playing from the end begins anew.
 */
export function usePlayback(count: number, initial: number) {
  const [seq, setSeq] = useState(initial)
  const [isPlaying, setPlaying] = useState(false)
  const [speed, setSpeed] = useState<Speed>(1)
  const place = Math.min(Math.max(1, seq), Math.max(1, count))
  const go = (next: number) => setSeq(Math.min(Math.max(1, next), count))

  const advance = useEffectEvent(() => {
    if (place + 1 >= count) setPlaying(false)
    go(place + 1)
  })
  useEffect(() => {
    if (!isPlaying) return
    const timer = setInterval(() => advance(), stepMs / speed)
    return () => clearInterval(timer)
  }, [isPlaying, speed])

  return {
    seq: place,
    isPlaying,
    speed,
    setSpeed,
    /** Moves and stops playing: whoever takes the slider wants to look. */
    seek(next: number) {
      setPlaying(false)
      go(next)
    },
    toggle() {
      if (!isPlaying && place >= count) setSeq(1)
      setPlaying(!isPlaying)
    },
  }
}
export type Playback = ReturnType<typeof usePlayback>
