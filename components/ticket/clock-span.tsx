"use client"

import { useNow, useTranslations } from "use-intl"
import { useWallText } from "@/components/admin/calendars/use-wall-text"
import type { ClockExplanation } from "@/core/sla/explain-clock"

/** Thinner would not be seen, on a line over weeks. */
const thinnest = 0.6

/** A clock's life as a line: what counted is filled, what it was paused for is hatched out. The list says it in words. */
export function ClockSpan({ explanation, timeZone }: { explanation: ClockExplanation; timeZone: string }) {
  const t = useTranslations("calendars.try")
  const wallText = useWallText(timeZone)
  const now = useNow().getTime()
  const { startedAt, stretches } = explanation
  // A pause that is still on has come as far as now.
  const endOf = ({ from, to }: { from: number; to: number | null }) => to ?? Math.max(from, now)
  const end = Math.max(...stretches.map(endOf), startedAt)
  if (end === startedAt) return null
  const scale = wallText(startedAt, "day") === wallText(end, "day") ? "time" : "day"
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
          stretch.type === "ran" ? (
            stretch.counted.map(({ from, to }) => (
              <rect key={from} {...bar(from, to)} height="6" className="fill-accent" />
            ))
          ) : (
            <rect
              key={stretch.from}
              {...bar(stretch.from, endOf(stretch))}
              y="2"
              height="2"
              className="fill-border-strong"
            />
          ),
        )}
      </svg>
      <div className="mt-1 flex justify-between text-xs text-muted figures" aria-hidden="true">
        <span>{wallText(startedAt, scale)}</span>
        <span>{wallText(end, scale)}</span>
      </div>
    </div>
  )
}
