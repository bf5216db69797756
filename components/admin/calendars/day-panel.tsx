"use client"

import { useState } from "react"
import { useLocale, useTranslations } from "use-intl"
import { Segmented } from "@/components/designer/controls/segmented"
import { Button } from "@/components/ui/button"
import { TextField } from "@/components/ui/text-field"
import { checkHours } from "@/core/sla/check-calendar"
import { datesBetween, epochDay, weekdayOf } from "@/core/sla/day"
import type { Calendar, CalendarDay, OpeningHours } from "@/core/sla/policy"
import { HoursFields } from "./hours-fields"
import { useDateText } from "./use-day-names"

/** Ten years: more at once is a slip of the finger. */
const daysMax = 3660

/** What one day is, or several on end: closed with a name, or open at other hours than usual. */
export function DayPanel(props: {
  hours: Calendar
  from: string
  to: string
  onSet: (from: string, to: string, day: Omit<CalendarDay, "date"> | null) => void
  onCancel: () => void
}) {
  const t = useTranslations("calendars")
  const locale = useLocale()
  const dateText = useDateText()
  const existing = props.hours.days.find(({ date }) => date === props.from)
  const usual = props.hours.weekly[weekdayOf(epochDay(props.from))] ?? []
  const [range, setRange] = useState({ from: props.from, to: props.to })
  const [name, setName] = useState(existing?.name ?? "")
  const [kind, setKind] = useState<"closed" | "hours">(existing && existing.intervals.length > 0 ? "hours" : "closed")
  const [intervals, setIntervals] = useState<OpeningHours[]>(
    existing && existing.intervals.length > 0
      ? existing.intervals
      : usual.length > 0
        ? usual
        : [{ fromMin: 540, toMin: 1080 }],
  )
  const count = range.from && range.to ? datesBetween(range.from, range.to).length : 0
  const isRangeWrong = count === 0 || count > daysMax
  const hoursError =
    kind === "closed"
      ? undefined
      : intervals.length === 0
        ? t("day.noHours")
        : checkHours(intervals, "intervals")[0]?.text[locale]
  const isSet = props.hours.days.some(({ date }) => range.from <= date && date <= range.to)
  const submit = () => {
    if (isRangeWrong || hoursError) return
    props.onSet(range.from, range.to, { name: name.trim(), intervals: kind === "closed" ? [] : intervals })
  }
  return (
    <form
      className="w-[21rem] max-w-[calc(100vw-3rem)] space-y-3.5 p-4"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <p className="text-sm font-medium">{count === 1 ? dateText(range.from, "long") : t("day.count", { count })}</p>
      <div className="grid grid-cols-2 gap-2">
        <TextField
          label={t("day.from")}
          type="date"
          value={range.from}
          onChange={(from) => setRange(({ to }) => ({ from, to: to < from ? from : to }))}
        />
        <TextField
          label={t("day.until")}
          type="date"
          value={range.to}
          onChange={(to) => setRange((before) => ({ ...before, to }))}
        />
      </div>
      {isRangeWrong && <p className="text-xs text-danger">{t("day.wrongRange")}</p>}
      <TextField
        label={t("day.name")}
        placeholder={t("day.namePlaceholder")}
        value={name}
        maxLength={80}
        onChange={setName}
      />
      <Segmented
        label={t("day.kind")}
        isLabelHidden
        options={[
          { value: "closed", label: t("closed") },
          { value: "hours", label: t("day.special") },
        ]}
        value={kind}
        onChange={setKind}
      />
      {kind === "hours" && (
        <HoursFields
          of={t("day.special")}
          intervals={intervals}
          closedText=""
          error={hoursError}
          onChange={setIntervals}
        />
      )}
      <div className="flex items-center gap-2 pt-1">
        {isSet && (
          <Button variant="danger-soft" onPress={() => props.onSet(range.from, range.to, null)}>
            {t("day.usual")}
          </Button>
        )}
        <span className="flex-1" />
        <Button variant="outline" onPress={props.onCancel}>
          {t("day.cancel")}
        </Button>
        <Button type="submit" isDisabled={isRangeWrong || Boolean(hoursError)}>
          {t("day.set")}
        </Button>
      </div>
    </form>
  )
}
