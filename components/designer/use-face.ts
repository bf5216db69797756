"use client"

import { useCallback, useSyncExternalStore } from "react"

/** The two faces of a flow: freely drawn, or from top to bottom. */
export type Face = "canvas" | "tree"

const key = "designer.face"
const listeners = new Set<() => void>()

function read(): Face {
  try {
    return localStorage.getItem(key) === "tree" ? "tree" : "canvas"
  } catch {
    return "canvas"
  }
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Which face this browser shows flows with, and what turns to the other one. */
export function useFace(): { face: Face; turn: () => void } {
  const face = useSyncExternalStore(subscribe, read, () => "canvas" as const)
  const turn = useCallback(() => {
    try {
      localStorage.setItem(key, read() === "tree" ? "canvas" : "tree")
    } catch {
      // Without storage the face cannot be kept; the canvas is always there.
    }
    for (const listener of listeners) listener()
  }, [])
  return { face, turn }
}
