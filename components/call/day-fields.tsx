"use client"

import { useState } from "react"
import { useTranslations } from "use-intl"
import { isDay, type Days } from "./day-span"

/** First and last day, as the browser's own date fields: they know every language and keyboard. */
export function DayFields({ days, onChange }: { days: Days; onChange: (from: string, to: string) => void }) {
  const t = useTranslations("call.filter")
  const [from, setFrom] = useState(days.from)
  const [to, setTo] = useState(days.to)
  const field = (label: string, value: string, take: (next: string) => void) => (
    <input
      type="date"
      aria-label={label}
      value={value}
      min="1990-01-01"
      max="2198-12-31"
      onChange={(event) => take(event.target.value)}
      className="input w-full figures md:w-36"
    />
  )
  return (
    <fieldset className="contents">
      <legend className="sr-only">{t("span.custom")}</legend>
      {field(t("from"), from, (next) => {
        setFrom(next)
        if (isDay(next) && isDay(to)) onChange(next, to)
      })}
      {field(t("to"), to, (next) => {
        setTo(next)
        if (isDay(from) && isDay(next)) onChange(from, next)
      })}
    </fieldset>
  )
}
