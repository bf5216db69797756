"use client"

import { usePathname, useSearchParams } from "next/navigation"
import { useState } from "react"
import { followReport, goTo, trackFrom, writePlace, type Place } from "./place"

/**
 * View and chosen todo live in the address: a todo can be sent to a colleague, Back leaves it on a phone. The page
 * itself goes by its own state, because the router tells of a changed address only after a transition, and j must not
 * feel slower than the finger.
 */
export function useInboxAddress() {
  const path = usePathname()
  const query = useSearchParams().toString()
  const [tracked, setTracked] = useState(() => trackFrom(query))
  if (query !== tracked.reported) setTracked(followReport(tracked, query))
  const { place } = tracked
  const hrefOf = (next: Partial<Place>) => {
    const text = writePlace({ ...place, ...next })
    return text ? `${path}?${text}` : path
  }
  return {
    ...place,
    hrefOf,
    /** `isStep`: a new entry of the history, so that Back undoes it. */
    go(next: Partial<Place>, isStep = false) {
      const merged = { ...place, ...next }
      if (writePlace(merged) === writePlace(place)) return
      setTracked((before) => goTo(before, merged))
      if (isStep) window.history.pushState(null, "", hrefOf(next))
      else window.history.replaceState(null, "", hrefOf(next))
    },
  }
}
