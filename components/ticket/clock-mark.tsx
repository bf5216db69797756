"use client"

import clsx from "clsx"
import { Pause } from "lucide-react"
import { useTranslations } from "use-intl"
import { Countdown } from "@/components/ui/countdown"
import { countdownParts } from "@/components/ui/countdown-parts"
import { statusIcon, statusSoft } from "@/components/ui/status"
import { StatusChip } from "@/components/ui/status-chip"
import type { ClockState } from "@/core/ticket/state"

const warnMs = 600_000
const two = (value: number) => String(value).padStart(2, "0")

/** A clock: what is left of it now, or with `at` as it stood at that instant (replay); paused or over, how it stands. */
export function ClockMark({ clock, at }: { clock: ClockState; at?: number | undefined }) {
  if (clock.ended) return <OverMark clock={clock} />
  if (clock.paused) return <PausedMark />
  if (clock.dueAt === null) return null
  return <RunningMark dueAt={clock.dueAt} isBreached={clock.breached} at={at} />
}

/** A clock that stands still: never red, whatever was missed before. */
export function PausedMark() {
  const t = useTranslations("ticket.clock")
  return (
    <StatusChip meaning="neutral" icon={Pause} size="sm">
      {t("paused")}
    </StatusChip>
  )
}

function OverMark({ clock: { ended, breached } }: { clock: ClockState }) {
  const t = useTranslations("ticket.clock")
  const isMissed = ended?.as === "stopped" && breached
  const word = ended?.as === "cancelled" ? "cancelled" : isMissed ? "missed" : "met"
  return (
    <StatusChip meaning={ended?.as === "cancelled" ? "neutral" : isMissed ? "breached" : "ok"} size="sm">
      {t(word)}
    </StatusChip>
  )
}

function RunningMark(props: { dueAt: number; isBreached: boolean; at: number | undefined }) {
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
