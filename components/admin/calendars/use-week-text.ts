"use client"

import { useCallback } from "react"
import { useTranslations } from "use-intl"
import type { OpeningHours } from "@/core/sla/policy"
import { isRoundTheClock, weekRuns } from "./opening-text"
import { useDayNames } from "./use-day-names"

/** A week in a line: "Mon–Fri 09:00–12:00, 13:00–18:00". */
export function useWeekText() {
  const t = useTranslations("calendars")
  const { short } = useDayNames()
  return useCallback(
    (weekly: readonly (readonly OpeningHours[])[]) => {
      if (isRoundTheClock(weekly)) return t("always")
      const runs = weekRuns(weekly).map(({ from, to, hours }) => {
        const days = from === to ? short[from] : `${short[from]}–${short[to]}`
        return `${days} ${hours}`
      })
      return runs.length > 0 ? runs.join("; ") : t("closed")
    },
    [t, short],
  )
}
