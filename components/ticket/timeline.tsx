"use client"

import { useMemo } from "react"
import { useFormatter, useTimeZone, useTranslations } from "use-intl"
import type { TicketEvent } from "@/core/ticket/event"
import type { NotificationKind } from "@/core/warning/notify"
import { DeliveryList, type Delivery } from "./delivery-list"
import { EventRow } from "./event-row"
import type { EventNames } from "./event-names"

/** Every event of a ticket in plain words, oldest first, under a heading for each day in the tenant's zone. */
export function Timeline(props: {
  events: readonly TicketEvent[]
  names: EventNames
  deliveries: readonly Delivery[]
}) {
  const t = useTranslations("ticket.timeline")
  const format = useFormatter()
  const timeZone = useTimeZone() ?? "UTC"
  const days = useMemo(() => byDay(props.events, timeZone), [props.events, timeZone])
  return (
    <div>
      {days.map((day) => (
        <section key={day.date} aria-label={format.dateTime(day.events[0]?.at ?? 0, { dateStyle: "medium" })}>
          <h3 className="sticky top-0 z-1 mb-3 bg-surface py-1 text-xs font-medium text-muted">
            {format.dateTime(day.events[0]?.at ?? 0, {
              weekday: "short",
              year: "numeric",
              month: "short",
              day: "numeric",
            })}
          </h3>
          <ol aria-label={t("label")}>
            {day.events.map((event, index) => (
              <li key={event.seq} id={`event-${event.seq}`} className="scroll-mt-10">
                <EventRow event={event} names={props.names} timeFormat="time" isLast={index === day.events.length - 1}>
                  <DeliveryList deliveries={deliveriesOf(event, props.deliveries)} names={props.names} />
                </EventRow>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  )
}

/** The messages an event caused: to its people, written in the same step. */
function deliveriesOf(event: TicketEvent, deliveries: readonly Delivery[]): Delivery[] {
  const { body } = event
  const isWarning = body.type === "warned" || body.type === "clockWarned"
  if (!isWarning && body.type !== "reminded" && body.type !== "copied" && body.type !== "urged") return []
  const kind: NotificationKind = isWarning ? "todoWarned" : body.type
  return deliveries.filter(
    (delivery) =>
      delivery.kind === kind &&
      (!isWarning || delivery.level === body.level) &&
      body.personIds.includes(delivery.personId) &&
      Math.abs(delivery.createdAt - event.at) < sameStepMs,
  )
}

/** The database stamps a message when it is written; the event carries the instant it was decided. */
const sameStepMs = 60_000

function byDay(events: readonly TicketEvent[], timeZone: string): { date: string; events: TicketEvent[] }[] {
  const dateOf = new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" })
  const days: { date: string; events: TicketEvent[] }[] = []
  for (const event of events) {
    const date = dateOf.format(event.at)
    const last = days.at(-1)
    if (last?.date === date) last.events.push(event)
    else days.push({ date, events: [event] })
  }
  return days
}
