"use client"

import { useEffect, useEffectEvent } from "react"
import type { Playback } from "./use-playback"

/** ← and → step, Home and End jump, the space bar plays; not while somebody writes, nor where the control needs the key. */
export function useReplayKeys(playback: Playback, count: number) {
  const listen = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.metaKey || event.ctrlKey || event.altKey) return
    const target = event.target instanceof HTMLElement ? event.target : null
    // The slider moves itself by arrows; the space bar means nothing to it.
    const isSlider = target?.matches("input[type=range]") ?? false
    if (
      target?.closest("input, textarea, select, [role=radiogroup], [role=menu], [role=dialog]") &&
      !(isSlider && event.key === " ")
    )
      return
    const isControl = target?.closest("button, a, [role=button], .react-flow__node") != null
    const places: Record<string, number> = {
      ArrowLeft: playback.seq - 1,
      ArrowRight: playback.seq + 1,
      Home: 1,
      End: count,
    }
    const place = places[event.key]
    if (place !== undefined) playback.seek(place)
    else if (event.key === " " && !isControl && !event.repeat) playback.toggle()
    else return
    event.preventDefault()
  })
  useEffect(() => {
    const handle = (event: KeyboardEvent) => listen(event)
    document.addEventListener("keydown", handle)
    return () => document.removeEventListener("keydown", handle)
  }, [])
}
