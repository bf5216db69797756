"use client"

import { useFormatter } from "use-intl"
import { useMemo } from "react"

/** The Monday after 1970 began: the names of weekdays are those of the days from here. */
const aMonday = Date.UTC(1970, 0, 5)
const dayMs = 86_400_000

/** Weekdays and months in the page's language; weekdays from Monday, months from January. */
export function useDayNames() {
  const format = useFormatter()
  return useMemo(() => {
    const weekday = (shape: "long" | "short" | "narrow") =>
      Array.from({ length: 7 }, (_, day) =>
        format.dateTime(new Date(aMonday + day * dayMs), { weekday: shape, timeZone: "UTC" }),
      )
    return {
      long: weekday("long"),
      short: weekday("short"),
      narrow: weekday("narrow"),
      months: Array.from({ length: 12 }, (_, month) =>
        format.dateTime(new Date(Date.UTC(2026, month, 1)), { month: "long", timeZone: "UTC" }),
      ),
    }
  }, [format])
}

const shapes = {
  day: { month: "short", day: "numeric", weekday: "short", timeZone: "UTC" },
  long: { year: "numeric", month: "long", day: "numeric", weekday: "long", timeZone: "UTC" },
} as const

/** A date such as 2026-02-17 in words. It belongs to no zone. */
export function useDateText() {
  const format = useFormatter()
  return useMemo(
    () => (date: string, shape: keyof typeof shapes) => format.dateTime(new Date(`${date}T00:00:00Z`), shapes[shape]),
    [format],
  )
}
