"use client"

import { Plus, X } from "lucide-react"
import { useId, useRef } from "react"
import { useTranslations } from "use-intl"
import { Button } from "@/components/ui/button"
import { IconButton } from "@/components/ui/icon-button"
import type { OpeningHours } from "@/core/sla/policy"
import { nextInterval } from "./opening-text"
import { TimeInput } from "./time-input"

const intervalsMax = 6

/** The open stretches of a day: changed, added, removed. `of` names the day for whoever cannot see it. */
export function HoursFields(props: {
  of: string
  intervals: readonly OpeningHours[]
  error?: string
  /** Shown in place of the stretches when there are none. */
  closedText: string
  onChange: (intervals: OpeningHours[]) => void
}) {
  const t = useTranslations("calendars.hours")
  const id = useId()
  const group = useRef<HTMLDivElement>(null)
  const { intervals } = props
  const next = nextInterval(intervals)
  const change = (index: number, part: Partial<OpeningHours>) =>
    props.onChange(intervals.map((interval, at) => (at === index ? { ...interval, ...part } : interval)))
  const remove = (index: number) => {
    props.onChange(intervals.filter((_, at) => at !== index))
    // The button that was pressed has gone; the focus stays in the day.
    requestAnimationFrame(() => group.current?.querySelector<HTMLElement>("[data-add]")?.focus())
  }
  return (
    <div ref={group} className="min-w-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        {intervals.length === 0 && <span className="text-sm text-muted">{props.closedText}</span>}
        {intervals.map((interval, index) => {
          const place = { day: props.of, number: index + 1 }
          return (
            // oxlint-disable-next-line react/no-array-index-key -- a stretch is its place in the day
            <span key={index} className="inline-flex items-center gap-1">
              <TimeInput
                label={t("opens", place)}
                value={interval.fromMin}
                isInvalid={Boolean(props.error)}
                describedBy={props.error && id}
                onChange={(fromMin) => change(index, { fromMin })}
              />
              <span aria-hidden="true" className="text-muted">
                –
              </span>
              <TimeInput
                label={t("closes", place)}
                value={interval.toMin}
                isInvalid={Boolean(props.error)}
                describedBy={props.error && id}
                onChange={(toMin) => change(index, { toMin })}
              />
              <IconButton size="sm" icon={X} label={t("remove", place)} onPress={() => remove(index)} />
            </span>
          )
        })}
        {next && intervals.length < intervalsMax && (
          <Button
            data-add
            size="sm"
            variant="ghost"
            aria-label={t("addTo", { day: props.of })}
            onPress={() => props.onChange([...intervals, next])}
          >
            <Plus aria-hidden="true" />
            {t(intervals.length === 0 ? "add" : "addMore")}
          </Button>
        )}
      </div>
      {props.error && (
        <p id={id} className="mt-1 text-xs text-danger">
          {props.error}
        </p>
      )}
    </div>
  )
}
