"use client"

import clsx from "clsx"
import { CircleSlash2, Clock3 } from "lucide-react"
import { useMemo, useState } from "react"
import { useLocale, useTranslations } from "use-intl"
import { Button } from "@/components/ui/button"
import { describeMinutes } from "@/core/sla/describe"
import type { DeadlineExplanation } from "@/core/sla/explain-deadline"
import { deadlineRows, type DeadlineRow } from "./deadline-rows"
import { useDateText } from "./use-day-names"
import { useWallText } from "./use-wall-text"

/** A deadline of weeks has many rows; the first few say how it counts. */
const shownFirst = 14

/** Every stretch that counted and every day that did not, with the reason. */
export function DeadlineSteps({
  explanation,
  timeZone,
}: {
  explanation: Pick<DeadlineExplanation, "counted" | "skipped">
  timeZone: string
}) {
  const t = useTranslations("calendars.try")
  const [isWhole, setWhole] = useState(false)
  const rows = useMemo(() => deadlineRows(explanation), [explanation])
  const shown = isWhole ? rows : rows.slice(0, shownFirst)
  return (
    <div>
      <ol aria-label={t("steps")} className="space-y-1.5">
        {shown.map((row) => (
          <Row key={row.type === "counted" ? row.from : `skipped ${row.from}`} row={row} timeZone={timeZone} />
        ))}
      </ol>
      {shown.length < rows.length && (
        <Button size="sm" variant="ghost" className="mt-1 -ml-2" onPress={() => setWhole(true)}>
          {t("all", { count: rows.length })}
        </Button>
      )}
    </div>
  )
}

function Row({ row, timeZone }: { row: DeadlineRow; timeZone: string }) {
  const t = useTranslations("calendars")
  const locale = useLocale()
  const dateText = useDateText()
  const wallText = useWallText(timeZone)
  const isCounted = row.type === "counted"
  const Icon = isCounted ? Clock3 : CircleSlash2
  const date = isCounted
    ? dateText(row.date, "day")
    : row.from === row.to
      ? dateText(row.from, "day")
      : `${dateText(row.from, "day")} – ${dateText(row.to, "day")}`
  const reason = isCounted
    ? row.day && (row.day.name || t(`state.${row.day.kind ?? "ownHours"}`))
    : row.day.reason === "closed"
      ? row.day.name || t(`state.${row.day.kind ?? "ownClosed"}`)
      : t(`try.reason.${row.day.reason}`)
  return (
    <li className={clsx("flex items-start gap-2 text-xs", !isCounted && "text-muted")}>
      <Icon className={clsx("mt-0.5 size-3.5 shrink-0", isCounted && "text-accent")} aria-hidden="true" />
      <span className="min-w-0 flex-1 figures">
        {date}
        {isCounted && ` · ${wallText(row.from, "time")}–${wallText(row.to, "time")}`}
        {reason && <span className="block text-muted">{reason}</span>}
      </span>
      <span className="shrink-0 figures">
        {isCounted ? describeMinutes(Math.round(row.minutes))[locale] : t("try.notCounted")}
      </span>
    </li>
  )
}
