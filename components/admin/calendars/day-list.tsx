"use client"

import clsx from "clsx"
import { CalendarCheck, Trash2 } from "lucide-react"
import { useMemo } from "react"
import { useTranslations } from "use-intl"
import { IconButton } from "@/components/ui/icon-button"
import { Panel } from "@/components/ui/page"
import type { Calendar } from "@/core/sla/policy"
import { DaySwatch } from "./day-mark"
import { runsOf, type DayRun } from "./day-states"
import { hoursText } from "./opening-text"
import { useDateText } from "./use-day-names"

/** The days of the year that differ from an ordinary week, each with a way to make it ordinary again. */
export function DayList(props: {
  hours: Calendar
  year: number
  isEditable: boolean
  onRemove: (from: string, to: string) => void
}) {
  const t = useTranslations("calendars")
  const dateText = useDateText()
  const runs = useMemo(() => runsOf(props.hours.days, props.year), [props.hours.days, props.year])
  const when = ({ from, to }: DayRun) =>
    from === to ? dateText(from, "day") : `${dateText(from, "day")} – ${dateText(to, "day")}`
  return (
    <Panel title={t("days.title", { year: String(props.year) })} isFlush>
      {runs.length === 0 ? (
        <p className="flex items-start gap-2.5 px-4 py-4 text-sm text-pretty text-muted">
          <CalendarCheck className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
          {t(props.isEditable ? "days.empty" : "days.none")}
        </p>
      ) : (
        // Scrolled by the keyboard through its buttons; where there are none it stands at its full length.
        <ul className={clsx("divide-y divide-separator", props.isEditable && "max-h-[28rem] overflow-y-auto")}>
          {runs.map((run) => {
            const { name, kind, intervals } = run.day
            const state = kind ?? (intervals.length > 0 ? "ownHours" : "ownClosed")
            return (
              <li key={run.from} className="flex items-center gap-3 py-1.5 pr-2 pl-4">
                <DaySwatch state={state} />
                <span className="min-w-0 flex-1">
                  <span className="block truncate text-sm">{name || t(`state.${state}`)}</span>
                  <span className="block text-xs text-muted figures">
                    {when(run)}
                    {run.count > 1 && ` · ${t("days.count", { count: run.count })}`}
                    {intervals.length > 0 && ` · ${hoursText(intervals)}`}
                  </span>
                </span>
                {props.isEditable && (
                  <IconButton
                    size="sm"
                    icon={Trash2}
                    label={t("days.remove", { name: name || t(`state.${state}`), when: when(run) })}
                    onPress={() => props.onRemove(run.from, run.to)}
                  />
                )}
              </li>
            )
          })}
        </ul>
      )}
    </Panel>
  )
}
