"use client"

import { useFormatter, useTimeZone, useTranslations } from "use-intl"
import { useNow } from "./now"

const minuteMs = 60_000
const renewMs = 10_000

const shapes = {
  date: { year: "numeric", month: "short", day: "numeric" },
  time: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  seconds: { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" },
  datetime: { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  full: {
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  },
} as const

/**
 * A moment in the tenant's zone. `relative` ("5 minutes ago", renewed as it passes) and `both` add what people ask
 * first; the full date, time and zone are always in the title.
 */
export function Time(props: {
  value: number | string | Date
  format?: keyof typeof shapes | "relative" | "both"
  className?: string
}) {
  const format = useFormatter()
  const zone = useTimeZone()
  const t = useTranslations("ui.time")
  const now = useNow(renewMs)
  const date = new Date(props.value)
  const kind = props.format ?? "datetime"
  const isRelative = kind === "relative" || kind === "both"
  const absolute = format.dateTime(date, shapes[kind === "relative" || kind === "both" ? "datetime" : kind])
  // The browser renews every ten seconds, and its clock may be a little behind the server's: less than a minute either
  // way is "just now", never "in 4 seconds".
  const relative =
    !isRelative || !now ? "" : Math.abs(now - date.getTime()) < minuteMs ? t("now") : format.relativeTime(date, now)
  const text =
    kind === "relative" ? relative || absolute : kind === "both" && relative ? `${absolute} · ${relative}` : absolute
  return (
    <time
      dateTime={date.toISOString()}
      title={`${format.dateTime(date, shapes.full)}${zone ? ` (${zone})` : ""}`}
      className={`whitespace-nowrap figures ${props.className ?? ""}`}
    >
      {text}
    </time>
  )
}
