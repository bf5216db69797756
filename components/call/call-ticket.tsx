"use client"

import { ArrowRight } from "lucide-react"
import { useTranslations } from "use-intl"
import { TicketStatus } from "@/components/ticket/ticket-status"
import { ButtonLink } from "@/components/ui/button-link"
import { Banner } from "@/components/ui/banner"
import type { CallDetail } from "./call-detail"

/** The ticket a call opened, and why it went into this flow; or why there is none. */
export function CallTicket({ detail }: { detail: CallDetail }) {
  const t = useTranslations("call.ticket")
  const tMatched = useTranslations("ticket.origin")
  const { ticket, routing } = detail
  const isOpen = detail.call.endedAt === null
  return (
    <div className="space-y-3 text-sm">
      {ticket ? (
        <div className="space-y-2">
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span className="text-muted figures">#{ticket.number}</span>
            <span className="min-w-0 font-medium break-words">{ticket.title}</span>
            <TicketStatus status={ticket.status as "open" | "closed"} openIncidents={0} size="sm" />
          </p>
          <ButtonLink href={`/tickets/${ticket.id}`} variant="outline" size="sm">
            {t("open")}
            <ArrowRight aria-hidden="true" />
          </ButtonLink>
        </div>
      ) : (
        !routing && <p className="text-muted">{isOpen ? t("noneYet") : t("none")}</p>
      )}
      {routing && (
        <div>
          <h3 className="text-xs font-medium text-muted">{t("why")}</h3>
          <p className="mt-0.5">
            {tMatched("rule", { rule: routing.reason.rule, flow: routing.flowName ?? t("removedFlow") })}
          </p>
          <ul className="mt-1 space-y-0.5 text-muted">
            {routing.reason.matched.map(({ what, value }) => (
              <li key={what}>{what === "any" ? tMatched("matched.any") : tMatched(`matched.${what}`, { value })}</li>
            ))}
            {routing.reason.abandoned && <li>{t("abandoned")}</li>}
          </ul>
        </div>
      )}
      {routing?.state === "failed" && (
        <Banner meaning="late" title={t("failed")}>
          {routing.error && <span className="text-xs break-words">{routing.error}</span>}
        </Banner>
      )}
      {routing?.state === "pending" && !ticket && <p className="text-muted">{t("pending")}</p>}
    </div>
  )
}
