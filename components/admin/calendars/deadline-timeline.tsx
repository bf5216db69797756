"use client"

import { useTranslations } from "use-intl"
import type { DeadlineExplanation } from "@/core/sla/explain-deadline"
import { useWallText } from "./use-wall-text"

/** Thinner would not be seen, on a line over weeks. */
const thinnest = 0.6

/** From the start to the deadline as a line: what counted is filled. The list below says the same in words. */
export function DeadlineTimeline({
  explanation: { startAt, dueAt, counted },
  timeZone,
}: {
  explanation: DeadlineExplanation
  timeZone: string
}) {
  const t = useTranslations("calendars.try")
  const wallText = useWallText(timeZone)
  const span = Math.max(1, dueAt - startAt)
  const place = (instant: number) => ((instant - startAt) / span) * 100
  return (
    <div>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a picture that is drawn here */}
      <svg viewBox="0 0 100 6" preserveAspectRatio="none" role="img" aria-label={t("timeline")} className="h-4 w-full">
        <rect width="100" height="6" className="fill-default" />
        {counted.map(({ from, to }) => (
          <rect
            key={from}
            x={Math.min(place(from), 100 - thinnest)}
            width={Math.max(thinnest, place(to) - place(from))}
            height="6"
            className="fill-accent"
          />
        ))}
      </svg>
      <div className="mt-1 flex justify-between text-xs text-muted figures" aria-hidden="true">
        <span>{wallText(startAt, "day")}</span>
        <span>{wallText(dueAt, "day")}</span>
      </div>
    </div>
  )
}
