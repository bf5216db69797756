"use client"

import { Check, CirclePause, CircleX, Clock3, Eye } from "lucide-react"
import { useLocale, useTranslations } from "use-intl"
import { StatusChip } from "@/components/ui/status-chip"
import type { Text } from "@/core/text"
import type { EventNames } from "./event-names"
import { channelTitle } from "./channel-title"

/** One message that left (or will leave) for a person. Times are epoch ms. */
export type Delivery = {
  id: number
  channel: string
  kind: string
  personId: string
  level: number | null
  state: string
  createdAt: number
  sentAt: number | null
  readAt: number | null
  error: string | null
}

const titles: Record<string, Text> = channelTitle

/** What became of each message of a warning: queued, sent, read or failed, and why. */
export function DeliveryList(props: { deliveries: readonly Delivery[]; names: EventNames }) {
  const t = useTranslations("ticket.delivery")
  const locale = useLocale()
  if (props.deliveries.length === 0) return null
  return (
    <ul aria-label={t("label")} className="mt-1.5 flex flex-wrap gap-1.5">
      {props.deliveries.map((delivery) => {
        const look = lookOf(delivery)
        return (
          <li key={delivery.id} title={look.state === "failed" ? (delivery.error ?? undefined) : undefined}>
            <StatusChip meaning={look.meaning} icon={look.icon} size="sm">
              {titles[delivery.channel]?.[locale] ?? delivery.channel} · {props.names.person(delivery.personId)[locale]}{" "}
              · {t(look.state)}
            </StatusChip>
            {delivery.error && look.state === "failed" && (
              <span className="mt-0.5 block text-xs text-breached-ink">{delivery.error}</span>
            )}
          </li>
        )
      })}
    </ul>
  )
}

const noProvider = "noProvider"

function lookOf({ state, readAt, sentAt, error }: Delivery) {
  if (readAt !== null) return { state: "read", meaning: "ok", icon: Eye } as const
  if (state === "failed") return { state: "failed", meaning: "breached", icon: CircleX } as const
  // The channel has no provider in this workspace: it goes out once there is one.
  if (state === "held" || error === noProvider) return { state: "held", meaning: "warning", icon: CirclePause } as const
  if (state === "sent" || sentAt !== null) return { state: "sent", meaning: "ok", icon: Check } as const
  return { state: "queued", meaning: "neutral", icon: Clock3 } as const
}
