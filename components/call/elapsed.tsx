"use client"

import clsx from "clsx"
import { useTranslations } from "use-intl"
import { useNow } from "@/components/ui/now"
import { statusInk, type Meaning } from "@/components/ui/status"
import { durationText } from "./duration-text"

const dayMs = 86_400_000
const hourMs = 3_600_000

/**
 * How long something has lasted, ticking with every other clock of the page. From `warnMs` on it is a warning, from
 * `lateMs` on it is late. Not a live region: a screen reader reads it when it gets there.
 */
export function Elapsed(props: {
  /** Epoch ms. */
  since: number
  warnMs?: number
  lateMs?: number
  className?: string
}) {
  const t = useTranslations("ui.countdown")
  const now = useNow()
  const ms = now - props.since
  const meaning: Meaning =
    ms >= (props.lateMs ?? Infinity) ? "late" : ms >= (props.warnMs ?? Infinity) ? "warning" : "neutral"
  return (
    <time
      dateTime={new Date(props.since).toISOString()}
      className={clsx(
        "inline-block whitespace-nowrap figures",
        now !== 0 && meaning !== "neutral" && [statusInk[meaning], "font-medium"],
        // The server does not know the browser's second: the place is kept and filled in after hydration.
        now === 0 && "invisible",
        props.className,
      )}
    >
      {now === 0
        ? "0:00"
        : ms >= dayMs
          ? t("days", { days: Math.floor(ms / dayMs), hours: Math.floor((ms % dayMs) / hourMs) })
          : durationText(ms)}
    </time>
  )
}
