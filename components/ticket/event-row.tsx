"use client"

import clsx from "clsx"
import { useLocale } from "use-intl"
import type { ReactNode } from "react"
import { statusInk, statusSoft } from "@/components/ui/status"
import { Time } from "@/components/ui/time"
import type { TicketEvent } from "@/core/ticket/event"
import { eventLook } from "./event-icon"
import type { EventNames } from "./event-names"
import { eventComment, eventText } from "./event-text"

/** One event in words: who (strong), what, when; below it what was written and which fields changed. */
export function EventRow(props: {
  event: TicketEvent
  names: EventNames
  /** Draws the line to the next event. */
  isLast?: boolean
  timeFormat?: "time" | "seconds" | "datetime"
  /** More below the sentence, such as how a warning was delivered. */
  children?: ReactNode
}) {
  const locale = useLocale()
  const { event, names } = props
  const { icon: Icon, meaning, isQuiet } = eventLook(event.body)
  const { who, what } = eventText(event, names)
  const comment = eventComment(event)
  const fields = event.body.type === "decided" ? Object.entries(event.body.fields) : []
  return (
    <div className={clsx("relative flex gap-3", isQuiet ? "pb-1" : "pt-1 pb-4")}>
      {!props.isLast && (
        <span
          aria-hidden="true"
          className={clsx("absolute bottom-0 left-3 w-px -translate-x-1/2 bg-border", isQuiet ? "top-0" : "top-6")}
        />
      )}
      <span
        aria-hidden="true"
        className={clsx(
          "relative grid size-6 shrink-0 place-items-center rounded-full",
          isQuiet ? "text-muted" : statusSoft[meaning],
        )}
      >
        {isQuiet ? (
          <span className="size-1.5 rounded-full bg-border-strong ring-4 ring-surface" />
        ) : (
          <Icon className="size-3.5" strokeWidth={2.25} />
        )}
      </span>
      <div className="min-w-0 flex-1 pt-0.5">
        <p className={clsx("flex flex-wrap items-baseline gap-x-2 text-sm", isQuiet && "text-muted")}>
          <span className="min-w-0 text-pretty break-words">
            {who && <span className="font-medium text-foreground">{who[locale]} </span>}
            {what[locale]}
          </span>
          <Time value={event.at} format={props.timeFormat ?? "datetime"} className="text-xs text-muted" />
        </p>
        {comment !== null && (
          <p className="mt-1.5 w-fit max-w-full rounded-lg border border-border bg-surface-secondary px-3 py-2 text-sm break-words whitespace-pre-wrap">
            {comment}
          </p>
        )}
        {fields.length > 0 && (
          <ul className="mt-1 space-y-0.5 text-xs text-muted">
            {fields.map(([key, value]) => (
              <li key={key}>
                {names.field(key)[locale]}
                {locale === "zh" ? "：" : ": "}
                <span className="text-foreground">{names.value(key, value)[locale]}</span>
              </li>
            ))}
          </ul>
        )}
        {event.body.type === "incident" && Object.keys(event.body.values).length > 0 && (
          <ul className={clsx("mt-1 text-xs", statusInk.neutral)}>
            {Object.entries(event.body.values).map(([key, value]) => (
              <li key={key}>
                {names.field(key)[locale]} ={" "}
                <span className="font-mono text-foreground">{names.value(key, value)[locale]}</span>
              </li>
            ))}
          </ul>
        )}
        {props.children}
      </div>
    </div>
  )
}
