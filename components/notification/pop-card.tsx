"use client"

import { useQuery } from "@tanstack/react-query"
import { CornerDownLeft, PhoneCall, PhoneIncoming, PhoneOff, X } from "lucide-react"
import { useTranslations } from "use-intl"
import { IvrPath } from "@/components/ticket/ivr-path"
import { StartTicket } from "@/components/ticket/start-ticket"
import { useTRPC } from "@/components/trpc"
import { ButtonLink } from "@/components/ui/button-link"
import { IconButton } from "@/components/ui/icon-button"
import { KeyValueList } from "@/components/ui/key-value"
import { StatusChip } from "@/components/ui/status-chip"
import type { Meaning } from "@/components/ui/status"
import { CallerHistory } from "./caller-history"
import type { PopCard } from "./pops"

const looks = {
  ringing: { icon: PhoneIncoming, meaning: "active" },
  talking: { icon: PhoneCall, meaning: "ok" },
  ended: { icon: PhoneOff, meaning: "neutral" },
} satisfies Record<PopCard["state"], { icon: typeof PhoneCall; meaning: Meaning }>

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
        {card.ani !== null && <CallerHistory caller={card.ani} callId={card.callId} ticketId={card.ticketId} />}
      </div>
      <footer className="border-t border-separator px-4 py-3">
        {card.ticketId ? (
          <OpenTicket ticketId={card.ticketId} isNewest={isNewest} onOpened={onDismiss} />
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

/** The ticket that is open already. Once it is opened, its page says all that the card said, and the card must not cover it. */
function OpenTicket({ ticketId, isNewest, onOpened }: { ticketId: string; isNewest: boolean; onOpened: () => void }) {
  const t = useTranslations("notification.pop")
  const trpc = useTRPC()
  const ticket = useQuery(trpc.ticket.get.queryOptions({ ticketId })).data
  return (
    <>
      {ticket && (
        <p className="mb-2.5 flex items-center gap-2">
          <span className="min-w-0 flex-1 truncate font-medium">
            <span className="font-normal text-muted figures">#{ticket.number}</span> {ticket.state.title}
          </span>
          <span className="shrink-0 text-xs text-muted">{ticket.flow.name}</span>
        </p>
      )}
      <ButtonLink href={`/tickets/${ticketId}`} variant="primary" fullWidth onNavigate={onOpened}>
        {t("openTicket")}
        {isNewest && <CornerDownLeft aria-hidden="true" className="opacity-70" />}
      </ButtonLink>
    </>
  )
}
