"use client"

import { useLocale } from "use-intl"
import type { EventNames } from "@/components/ticket/event-names"
import { eventSentence } from "@/components/ticket/event-text"
import { Banner } from "@/components/ui/banner"
import { Time } from "@/components/ui/time"
import type { TicketEvent } from "@/core/ticket/event"

/** What has ended a todo, in the words of the trace. */
export function OverBanner({ event, names }: { event: TicketEvent; names: EventNames }) {
  const locale = useLocale()
  return (
    <Banner meaning="info" title={eventSentence(event, names)[locale]}>
      <Time value={event.at} format="both" className="text-xs" />
    </Banner>
  )
}
