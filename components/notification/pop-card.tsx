"use client"

import { useQuery } from "@tanstack/react-query"
import { CornerDownLeft, PhoneCall, PhoneIncoming, PhoneOff, X } from "lucide-react"
import Link from "next/link"
import { useTranslations } from "use-intl"
import { IvrPath } from "@/components/ticket/ivr-path"
import { StartTicket } from "@/components/ticket/start-ticket"
import { TicketStatus } from "@/components/ticket/ticket-status"
import { useTRPC } from "@/components/trpc"
import { ButtonLink } from "@/components/ui/button-link"
import { IconButton } from "@/components/ui/icon-button"
import { KeyValueList } from "@/components/ui/key-value"
import { SkeletonLines } from "@/components/ui/skeleton"
import { StatusChip } from "@/components/ui/status-chip"
import { Time } from "@/components/ui/time"
import type { Meaning } from "@/components/ui/status"
import type { PopCard } from "./pops"

const looks = {
  ringing: { icon: PhoneIncoming, meaning: "active" },
  talking: { icon: PhoneCall, meaning: "ok" },
  ended: { icon: PhoneOff, meaning: "neutral" },
} satisfies Record<PopCard["state"], { icon: typeof PhoneCall; meaning: Meaning }>

const historyMax = 4

/** One caller: number, way through the menu, intent, the ticket that is already open, and what was before. */
export function PopCardView({
  card,
  isNewest,
  onDismiss,
}: {
  card: PopCard
  isNewest: boolean
  onDismiss: () => void
}) {
  const t = useTranslations("notification.pop")
  const look = looks[card.state]
  return (
    <article
      aria-labelledby={`pop-${card.callId}`}
      data-pop={card.callId}
      className="pointer-events-auto transition duration-200 ease-out starting:translate-x-6 starting:opacity-0 overflow-hidden rounded-2xl bg-overlay text-sm shadow-overlay"
    >
      <header className="flex items-start gap-3 border-b border-separator px-4 py-3">
        <div className="min-w-0 flex-1">
          <StatusChip meaning={look.meaning} icon={look.icon} size="sm">
            {t(`state.${card.state}`)}
          </StatusChip>
          <h2 id={`pop-${card.callId}`} className="mt-1 truncate text-xl font-semibold tracking-[-0.012em] figures">
            {card.ani ?? t("withheld")}
          </h2>
        </div>
        <IconButton icon={X} label={t("dismiss")} size="sm" placement="left" onPress={onDismiss} />
      </header>
      <div className="max-h-[50vh] space-y-4 overflow-y-auto px-4 py-3">
        <KeyValueList
          items={[
            ...(card.customerId === null ? [] : [{ label: t("customer"), value: card.customerId, isMono: true }]),
            { label: t("intent"), value: card.intent },
            { label: t("ivrPath"), value: <IvrPath path={card.ivrPath} /> },
          ]}
        />
        {card.ani !== null && <History caller={card.ani} ticketId={card.ticketId} />}
      </div>
      <footer className="border-t border-separator px-4 py-3">
        {card.ticketId ? (
          <ButtonLink href={`/tickets/${card.ticketId}`} variant="primary" fullWidth>
            {t("openTicket")}
            {isNewest && <CornerDownLeft aria-hidden="true" className="opacity-70" />}
          </ButtonLink>
        ) : (
          <div className="flex items-center justify-between gap-3">
            <p className="text-muted">{t("noTicket")}</p>
            <StartTicket>{t("start")}</StartTicket>
          </div>
        )}
      </footer>
    </article>
  )
}

/** Tickets of the same caller, the newest first. */
function History({ caller, ticketId }: { caller: string; ticketId: string | null }) {
  const t = useTranslations("notification.pop")
  const trpc = useTRPC()
  const query = useQuery(
    trpc.ticket.list.queryOptions({ status: "all", search: caller, limit: historyMax + 1 }, { staleTime: 30_000 }),
  )
  const earlier = query.data?.items.filter(({ id }) => id !== ticketId).slice(0, historyMax)
  return (
    <section aria-label={t("earlier")}>
      <h3 className="mb-1 text-xs font-medium text-muted">{t("earlier")}</h3>
      {query.isError ? (
        <p className="text-muted">{t("historyFailed")}</p>
      ) : !earlier ? (
        <SkeletonLines lines={2} />
      ) : earlier.length === 0 ? (
        <p className="text-muted">{t("firstCall")}</p>
      ) : (
        <ul className="space-y-1.5">
          {earlier.map((ticket) => (
            <li key={ticket.id} className="flex items-center gap-2">
              <Link href={`/tickets/${ticket.id}`} className="min-w-0 flex-1 truncate hover:underline">
                <span className="text-muted figures">#{ticket.number}</span> {ticket.title}
              </Link>
              <TicketStatus status={ticket.status} openIncidents={ticket.openIncidents} size="sm" />
              <Time value={ticket.openedAt} format="relative" className="text-xs text-muted" />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
