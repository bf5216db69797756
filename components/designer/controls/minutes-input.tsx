"use client"

import { useTranslations } from "use-intl"
import { NumberInput } from "./number-input"

const minutesMax = 525_600

/** A length of time in hours and minutes; at least a minute, at most a year. */
export function MinutesInput(props: { minutes: number; isDisabled: boolean; onChange: (minutes: number) => void }) {
  const t = useTranslations("designer.sla")
  const hours = Math.floor(props.minutes / 60)
  const minutes = props.minutes % 60
  const change = (next: number) => props.onChange(Math.max(1, Math.min(minutesMax, next)))
  return (
    <div className="flex items-center gap-2">
      <NumberInput
        label={t("hours")}
        isLabelHidden
        value={hours}
        min={0}
        max={8759}
        unit={t("h")}
        isDisabled={props.isDisabled}
        onChange={(next) => change(next * 60 + minutes)}
      />
      <NumberInput
        label={t("minutes")}
        isLabelHidden
        value={minutes}
        min={0}
        max={59}
        unit={t("min")}
        isDisabled={props.isDisabled}
        onChange={(next) => change(hours * 60 + next)}
      />
    </div>
  )
}
