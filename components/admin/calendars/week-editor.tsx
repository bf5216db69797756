"use client"

import { CopyCheck } from "lucide-react"
import { useTranslations } from "use-intl"
import { Button } from "@/components/ui/button"
import { Panel } from "@/components/ui/page"
import type { Calendar } from "@/core/sla/policy"
import { HoursFields } from "./hours-fields"
import { hoursText } from "./opening-text"
import { useDayNames } from "./use-day-names"

type Weekly = Calendar["weekly"]

/** The hours of an ordinary week, Monday to Sunday. */
export function WeekEditor(props: {
  weekly: Weekly
  errorOf: (field: string) => string | undefined
  isEditable: boolean
  onChange: (weekly: Weekly) => void
}) {
  const t = useTranslations("calendars")
  const names = useDayNames()
  const { weekly } = props
  const [monday = []] = weekly
  const isCopied = weekly.slice(1, 5).every((day) => hoursText(day) === hoursText(monday))
  const error = props.errorOf("weekly")
  return (
    <Panel
      title={t("week.title")}
      actions={
        props.isEditable && (
          <Button
            size="sm"
            variant="outline"
            isDisabled={isCopied}
            onPress={() => props.onChange(weekly.map((day, at) => (at > 0 && at < 5 ? monday : day)))}
          >
            <CopyCheck aria-hidden="true" />
            {t("week.copy")}
          </Button>
        )
      }
      isFlush
    >
      <ul className="divide-y divide-separator">
        {weekly.map((intervals, day) => (
          // oxlint-disable-next-line react/no-array-index-key -- a weekday is its place in the week
          <li key={day} className="flex flex-col gap-x-4 gap-y-1 px-4 py-2 sm:flex-row sm:items-center">
            <span className="w-24 shrink-0 text-sm font-medium">{names.long[day]}</span>
            {props.isEditable ? (
              <HoursFields
                of={names.long[day] ?? ""}
                intervals={intervals}
                closedText={t("closed")}
                error={props.errorOf(`weekly.${day}`)}
                onChange={(next) => props.onChange(weekly.map((other, at) => (at === day ? next : other)))}
              />
            ) : (
              <span className="text-sm figures">
                {hoursText(intervals) || <span className="text-muted">{t("closed")}</span>}
              </span>
            )}
          </li>
        ))}
      </ul>
      {error && <p className="px-4 pb-3 text-xs text-danger">{error}</p>}
    </Panel>
  )
}
