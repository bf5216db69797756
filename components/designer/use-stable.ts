"use client"

import { useLayoutEffect, useRef, useState } from "react"

type Handlers = Record<string, (...args: never[]) => unknown>

/**
 * The same functions for a component's life, doing what the newest ones do. xyflow writes every handler that changed into
 * its store and asks all cards and edges whether they care: with 300 steps and new functions on every render, dragging
 * would stutter.
 */
export function useStable<T extends Handlers>(handlers: T): T {
  const latest = useRef(handlers)
  useLayoutEffect(() => {
    latest.current = handlers
  })
  const [stable] = useState(
    () =>
      Object.fromEntries(
        Object.keys(handlers).map((name) => [name, (...args: never[]) => latest.current[name]?.(...args)]),
      ) as T,
  )
  return stable
}
