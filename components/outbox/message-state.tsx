"use client"

import type { inferRouterOutputs } from "@trpc/server"
import { useTranslations } from "use-intl"
import type { Meaning } from "@/components/ui/status"
import { StatusChip } from "@/components/ui/status-chip"
import type { AppRouter } from "@/server/api/router"

export type Outbox = inferRouterOutputs<AppRouter>["notification"]["outbox"]
export type Message = Outbox["items"][number]

export const states = ["queued", "sent", "failed", "held"] as const
export type State = (typeof states)[number]
export const channels = ["email", "wecom", "sms", "phone", "webhook"] as const
export type Channel = (typeof channels)[number]

export const meaningOf: Record<State, Meaning> = { queued: "active", sent: "ok", failed: "breached", held: "warning" }
export const isState = (text: string): text is State => states.some((state) => state === text)
export const isChannel = (text: string): text is Channel => channels.some((channel) => channel === text)

/** How a message stands, in a word. */
export function MessageState({ message, size }: { message: Message; size?: "sm" }) {
  const t = useTranslations("outbox.state")
  const state = isState(message.state) ? message.state : "queued"
  if (state === "queued" && message.waitsFor)
    return (
      <StatusChip meaning="neutral" {...(size && { size })}>
        {t("waiting")}
      </StatusChip>
    )
  return (
    <StatusChip meaning={meaningOf[state]} {...(size && { size })}>
      {t(state)}
    </StatusChip>
  )
}
