"use client"

import { RotateCw } from "lucide-react"
import { useLocale, useTranslations } from "use-intl"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Time } from "@/components/ui/time"
import type { TicketEvent } from "@/core/ticket/event"
import type { TicketState } from "@/core/ticket/state"
import type { EventNames } from "./event-names"

/** Where the ticket is stuck and why, with the values the condition saw, and the way to try again. */
export function IncidentList(props: {
  state: TicketState
  events: readonly TicketEvent[]
  names: EventNames
  /** Absent when this person may not, or in the past. */
  onRetry?: ((incidentId: string) => void) | undefined
  retrying?: string | null
}) {
  const t = useTranslations("ticket.incident")
  const locale = useLocale()
  const open = Object.values(props.state.incidents).flatMap(({ id }) => {
    const event = props.events.findLast(({ body }) => body.type === "incident" && body.incidentId === id)
    return event?.body.type === "incident" ? [{ id, at: event.at, body: event.body }] : []
  })
  return open.map(({ id, at, body }) => {
    const node = props.names.nodeOfActivation(body.activationId)[locale]
    const values = Object.entries(body.values)
    return (
      <Banner
        key={id}
        meaning="breached"
        title={t("title", { node })}
        action={
          props.onRetry && (
            <Button
              size="sm"
              variant="outline"
              isPending={props.retrying === id}
              aria-label={t("retryLabel", { node })}
              onPress={() => props.onRetry?.(id)}
            >
              <RotateCw aria-hidden="true" />
              {t("retry")}
            </Button>
          )
        }
      >
        <p>
          {body.detail[locale]} <Time value={at} format="relative" className="opacity-80" />
        </p>
        {values.length > 0 && (
          <dl className="mt-1.5 flex flex-wrap gap-x-4 gap-y-0.5 text-xs">
            {values.map(([key, value]) => (
              <div key={key} className="flex gap-1">
                <dt>{props.names.field(key)[locale]}</dt>
                <dd className="font-medium">{props.names.value(key, value)[locale]}</dd>
              </div>
            ))}
          </dl>
        )}
        {body.personIds.length > 0 && (
          <p className="mt-1 text-xs">
            {t("told", {
              names: body.personIds.map((id) => props.names.person(id)[locale]).join(locale === "zh" ? "、" : ", "),
            })}
          </p>
        )}
      </Banner>
    )
  })
}
