"use client"

import { useTranslations } from "use-intl"
import { useWallText } from "@/components/admin/calendars/use-wall-text"
import type { ClockExplanation } from "@/core/sla/explain-clock"

/** Thinner would not be seen, on a line over weeks. */
const thinnest = 0.6

/** A clock's life as a line: what counted is filled, what it was paused for is hatched out. The list says it in words. */
export function ClockSpan({ explanation, timeZone }: { explanation: ClockExplanation; timeZone: string }) {
  const t = useTranslations("calendars.try")
  const wallText = useWallText(timeZone)
  const { startedAt, stretches } = explanation
  const end = Math.max(...stretches.map(({ from, to }) => to ?? from), startedAt)
  if (end === startedAt) return null
  const place = (instant: number) => ((instant - startedAt) / (end - startedAt)) * 100
  const bar = (from: number, to: number) => ({
    x: Math.min(place(from), 100 - thinnest),
    width: Math.max(thinnest, place(to) - place(from)),
  })
  return (
    <div>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a picture that is drawn here */}
      <svg viewBox="0 0 100 6" preserveAspectRatio="none" role="img" aria-label={t("timeline")} className="h-4 w-full">
        <rect width="100" height="6" className="fill-default" />
        {stretches.map((stretch) =>
          stretch.type === "ran"
            ? stretch.counted.map(({ from, to }) => (
                <rect key={from} {...bar(from, to)} height="6" className="fill-accent" />
              ))
            : stretch.to !== null && (
                <rect
                  key={stretch.from}
                  {...bar(stretch.from, stretch.to)}
                  y="2"
                  height="2"
                  className="fill-border-strong"
                />
              ),
        )}
      </svg>
      <div className="mt-1 flex justify-between text-xs text-muted figures" aria-hidden="true">
        <span>{wallText(startedAt, "day")}</span>
        <span>{wallText(end, "day")}</span>
      </div>
    </div>
  )
}
