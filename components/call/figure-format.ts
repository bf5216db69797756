"use client"

import { useMemo } from "react"
import { useFormatter } from "use-intl"

const none = "—"

/** Figures in the page's language; what has nothing to divide by is an em dash, never a zero. */
export function useFigureFormat() {
  const format = useFormatter()
  return useMemo(
    () => ({
      count: (value: number) => format.number(value),
      /** A rate between 0 and 1. */
      rate: (value: number | null, digits = 1) =>
        value === null
          ? none
          : format.number(value, { style: "percent", minimumFractionDigits: digits, maximumFractionDigits: digits }),
      seconds: (value: number | null, digits = 1) =>
        value === null ? none : format.number(value, { minimumFractionDigits: digits, maximumFractionDigits: digits }),
    }),
    [format],
  )
}
