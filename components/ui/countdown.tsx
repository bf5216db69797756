"use client"

import clsx from "clsx"
import { Pause, type LucideIcon } from "lucide-react"
import { useTranslations } from "use-intl"
import { countdownParts } from "./countdown-parts"
import { useNow } from "./now"
import { statusIcon, statusInk, statusSoft, type Meaning } from "./status"

const two = (value: number) => String(value).padStart(2, "0")

/**
 * The clock of a deadline: what is left, or how far it is overdue. Ticks once a second under an hour and every
 * minute above, from the shared timer. Not a live region: a screen reader reads it when it gets there.
 */
export function Countdown(props: {
  /** Epoch ms, ISO string or Date. */
  dueAt: number | string | Date
  /** From how many ms before the deadline on it is a warning. Default ten minutes. */
  warnMs?: number
  /** The deadline is lost for good (counted as breached), not merely late. */
  isBreached?: boolean
  /** Stopped clocks show what was left when they were stopped. */
  pausedAt?: number | string | Date | null
  variant?: "chip" | "text"
  className?: string
}) {
  const t = useTranslations("ui.countdown")
  const due = new Date(props.dueAt).getTime()
  const now = useNow()
  const reference = props.pausedAt ? new Date(props.pausedAt).getTime() : now
  const parts = countdownParts(due, reference, props.warnMs ?? 600_000)
  const meaning: Meaning = props.pausedAt ? "neutral" : props.isBreached && parts.isOverdue ? "breached" : parts.meaning
  const Icon: LucideIcon | undefined = props.pausedAt ? Pause : meaning === "neutral" ? undefined : statusIcon[meaning]

  const span =
    parts.unit === "days"
      ? t("days", { days: parts.days, hours: parts.hours })
      : parts.unit === "hours"
        ? t("hours", { hours: parts.hours, minutes: two(parts.minutes) })
        : `${parts.minutes}:${two(parts.seconds)}`
  // Whole minutes only, or a screen reader's virtual buffer would change every second.
  const spoken = t(parts.isOverdue ? "overdueBy" : "dueIn", {
    days: parts.days,
    hours: parts.hours,
    minutes: parts.minutes,
  })

  return (
    <time
      dateTime={new Date(due).toISOString()}
      className={clsx(
        "inline-flex items-center gap-1 align-middle whitespace-nowrap figures",
        props.variant === "text"
          ? [statusInk[meaning], meaning !== "neutral" && "font-medium"]
          : ["h-6 rounded-md px-2 text-xs font-medium", statusSoft[meaning]],
        // The server does not know the browser's second: the place is kept and filled in after hydration.
        now === 0 && "invisible",
        props.className,
      )}
    >
      {Icon && <Icon className="size-3.5 shrink-0" strokeWidth={2.25} aria-hidden="true" />}
      <span aria-hidden="true">{now === 0 ? "00:00" : parts.isOverdue ? `+${span}` : span}</span>
      {now !== 0 && (
        <span className="sr-only">
          {spoken}
          {props.pausedAt && ` ${t("paused")}`}
        </span>
      )}
    </time>
  )
}
