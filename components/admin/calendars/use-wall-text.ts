"use client"

import { useMemo } from "react"
import { useFormatter } from "use-intl"

const shapes = {
  day: { month: "short", day: "numeric" },
  time: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
} as const

/** Instants (ms since 1970 UTC) as the wall clock of a calendar's zone shows them. */
export function useWallText(timeZone: string) {
  const format = useFormatter()
  return useMemo(
    () => (instant: number, shape: keyof typeof shapes) => format.dateTime(instant, { ...shapes[shape], timeZone }),
    [format, timeZone],
  )
}
