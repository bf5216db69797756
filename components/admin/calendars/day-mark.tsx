"use client"

import clsx from "clsx"
import { useTranslations } from "use-intl"
import { dayStates, type DayState } from "./day-states"

/** Ground and ink of a day. Never the colour alone: all but the two of an ordinary week carry a sign as well. */
export const dayLook: Record<DayState, string> = {
  open: "bg-accent-soft text-accent-soft-foreground",
  closed: "text-muted",
  holiday: "bg-breached-soft text-breached-ink font-medium",
  makeUp: "bg-ok-soft text-ok-ink font-medium",
  ownClosed: "bg-late-soft text-late-ink font-medium",
  ownHours: "bg-info-soft text-info-ink font-medium",
}

type SignedState = Exclude<DayState, "open" | "closed">

/** Whether a day differs from its weekday, and has a sign. */
export const hasSign = (state: DayState): state is SignedState => state !== "open" && state !== "closed"

/** The sign of a day that differs, as printed calendars have it (休, 班); nothing for an ordinary one. */
export function DaySign({ state, className }: { state: DayState; className?: string }) {
  const t = useTranslations("calendars.sign")
  if (!hasSign(state)) return null
  return (
    // Drawn by the style sheet: it is no part of what a day is called.
    <span
      aria-hidden="true"
      data-sign={t(state)}
      className={clsx("text-[0.5625rem] leading-none before:content-[attr(data-sign)]", className)}
    />
  )
}

/** A day as the year shows it, small: for lists and the legend. */
export function DaySwatch({ state }: { state: DayState }) {
  return (
    <span
      aria-hidden="true"
      className={clsx(
        "inline-grid size-5 shrink-0 place-items-center rounded-md border text-xs",
        state === "closed" ? "border-border" : "border-transparent",
        dayLook[state],
      )}
    >
      <DaySign state={state} />
    </span>
  )
}

export function DayLegend() {
  const t = useTranslations("calendars.state")
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1.5 text-xs text-muted">
      {dayStates.map((state) => (
        <li key={state} className="inline-flex items-center gap-1.5">
          <DaySwatch state={state} />
          {t(state)}
        </li>
      ))}
    </ul>
  )
}
