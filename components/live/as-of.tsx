"use client"

import clsx from "clsx"
import { useTranslations } from "use-intl"
import { durationText } from "@/components/call/duration-text"
import { useNow } from "@/components/ui/now"
import { statusInk } from "@/components/ui/status"

/** Figures that nothing has renewed for so long are no longer how it is. */
const staleMs = 90_000
const minuteMs = 60_000

/** How old figures are, ticking; marked when they are old. */
export function AsOf({ at }: { at: number }) {
  const t = useTranslations("live")
  const now = useNow()
  const ms = now === 0 ? 0 : Math.max(0, now - at)
  return (
    <span
      className={clsx(
        "inline-flex min-h-8 items-center text-xs whitespace-nowrap figures",
        ms > staleMs ? [statusInk.warning, "font-medium"] : "text-muted",
        now === 0 && "invisible",
      )}
    >
      {ms < minuteMs ? t("asOfSeconds", { seconds: Math.floor(ms / 1000) }) : t("asOf", { age: durationText(ms) })}
    </span>
  )
}
