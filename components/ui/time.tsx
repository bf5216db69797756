"use client"

import { useFormatter, useTimeZone } from "use-intl"
import { useNow } from "./now"

const minuteMs = 60_000

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
 * A moment in the tenant's zone. `relative` ("5 minutes ago", renewed every minute) and `both` add what people ask
 * first; the full date, time and zone are always in the title.
 */
export function Time(props: {
  value: number | string | Date
  format?: keyof typeof shapes | "relative" | "both"
  className?: string
}) {
  const format = useFormatter()
  const zone = useTimeZone()
  const now = useNow(minuteMs)
  const date = new Date(props.value)
  const kind = props.format ?? "datetime"
  const isRelative = kind === "relative" || kind === "both"
  const absolute = format.dateTime(date, shapes[kind === "relative" || kind === "both" ? "datetime" : kind])
  // `now` lags up to a minute: something that just happened would otherwise be "in 40 seconds".
  const relative =
    isRelative && now ? format.relativeTime(date, Math.max(now, Math.min(date.getTime(), now + minuteMs))) : ""
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
