"use client"

import { useState, type KeyboardEvent } from "react"
import { dateOf, epochDay, weekdayOf } from "@/core/sla/day"
import { dayCellId } from "./month-grid"

/** The day keys lead to from `date`; null for a key that leads nowhere. Pure. */
export function dayByKey(date: string, key: string): string | null {
  const day = epochDay(date)
  if (key === "ArrowLeft") return dateOf(day - 1)
  if (key === "ArrowRight") return dateOf(day + 1)
  if (key === "ArrowUp") return dateOf(day - 7)
  if (key === "ArrowDown") return dateOf(day + 7)
  if (key === "Home") return dateOf(day - weekdayOf(day))
  if (key === "End") return dateOf(day + 6 - weekdayOf(day))
  if (key === "PageUp") return monthAway(date, -1)
  if (key === "PageDown") return monthAway(date, 1)
  return null
}

/** The same day of another month, or its last where it has fewer. */
function monthAway(date: string, months: number): string {
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10)
}

/** Where the keyboard stands in the year, and which days are chosen from it: with Shift, from where it was to where it is. */
export function useDayCursor(year: number, first: string, onYear: (year: number) => void) {
  const [cursor, setCursor] = useState(first)
  const [anchor, setAnchor] = useState<string | null>(null)
  // Another year: the same place in it.
  const at = cursor.startsWith(`${year}-`) ? cursor : monthAway(`${year}-01-01`, Number(cursor.slice(5, 7)) - 1)
  const [from, to] = anchor === null ? [at, at] : [anchor, at].toSorted()

  const move = (date: string, isExtending: boolean) => {
    setAnchor(isExtending ? (anchor ?? at) : null)
    setCursor(date)
    const toYear = Number(date.slice(0, 4))
    if (toYear !== year) onYear(toYear)
    requestAnimationFrame(() => document.getElementById(dayCellId(date))?.focus())
  }
  return {
    cursor: at,
    from: from ?? at,
    to: to ?? at,
    isRange: anchor !== null && anchor !== at,
    move,
    clear: () => setAnchor(null),
    /** The focus came to a day by itself: by a screen reader's own keys, or back from the panel. */
    enter: (date: string) => {
      if (date === at) return
      setAnchor(null)
      setCursor(date)
    },
    /** True when the key was for the year. */
    onKey: (event: KeyboardEvent): boolean => {
      if (event.altKey || event.ctrlKey || event.metaKey) return false
      const date = dayByKey(at, event.key)
      if (date === null) return false
      move(date, event.shiftKey)
      return true
    },
  }
}
