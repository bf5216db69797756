"use client"

import clsx from "clsx"
import { useTranslations } from "use-intl"
import { Countdown } from "@/components/ui/countdown"
import { countdownParts } from "@/components/ui/countdown-parts"
import { statusIcon, statusSoft } from "@/components/ui/status"

const warnMs = 600_000
const two = (value: number) => String(value).padStart(2, "0")

/** A todo's deadline: running now, or with `at` as the clock stood at that instant (replay). */
export function ClockMark(props: { dueAt: number; isBreached: boolean; at?: number | undefined }) {
  const t = useTranslations("ui.countdown")
  if (props.at === undefined)
    return <Countdown dueAt={props.dueAt} isBreached={props.isBreached} warnMs={warnMs} className="h-5 px-1.5" />
  const parts = countdownParts(props.dueAt, props.at, warnMs)
  const meaning = props.isBreached && parts.isOverdue ? "breached" : parts.meaning
  const Icon = meaning === "neutral" ? undefined : statusIcon[meaning]
  const span =
    parts.unit === "days"
      ? t("days", { days: parts.days, hours: parts.hours })
      : parts.unit === "hours"
        ? t("hours", { hours: parts.hours, minutes: two(parts.minutes) })
        : `${parts.minutes}:${two(parts.seconds)}`
  return (
    <time
      dateTime={new Date(props.dueAt).toISOString()}
      className={clsx(
        "inline-flex h-5 items-center gap-1 rounded-md px-1.5 text-xs font-medium whitespace-nowrap figures",
        statusSoft[meaning],
      )}
    >
      {Icon && <Icon className="size-3.5 shrink-0" strokeWidth={2.25} aria-hidden="true" />}
      <span aria-hidden="true">{parts.isOverdue ? `+${span}` : span}</span>
      <span className="sr-only">
        {t(parts.isOverdue ? "overdueBy" : "dueIn", { days: parts.days, hours: parts.hours, minutes: parts.minutes })}
      </span>
    </time>
  )
}
