"use client"

import Link from "next/link"
import { useLocale, useTranslations } from "use-intl"
import { PageHeader } from "@/components/ui/page-header"
import { Time } from "@/components/ui/time"
import type { EventNames } from "./event-names"
import type { TicketDetail } from "./incident-panel"
import { PriorityMark } from "./priority-mark"
import { resolutionOf } from "./resolution"
import { TicketActions } from "./ticket-actions"
import { TicketStatus } from "./ticket-status"

/** Number, title, where it stands, which version it runs on; and what can be done with it. */
export function TicketHeader({ ticket, names }: { ticket: TicketDetail; names: EventNames }) {
  const t = useTranslations("ticket.header")
  const locale = useLocale()
  const { state, flow } = ticket
  return (
    <PageHeader
      back={{ href: "/tickets", label: t("back") }}
      title={
        <>
          <span className="font-normal text-muted figures">#{ticket.number}</span> {state.title}
        </>
      }
      meta={
        <>
          <TicketStatus
            status={state.status}
            openIncidents={Object.keys(state.incidents).length}
            resolution={resolutionOf(ticket.events)?.[locale] ?? null}
          />
          <PriorityMark priority={state.priority} />
        </>
      }
      description={
        <>
          <Link href={`/flows/${flow.id}`} className="font-medium text-foreground hover:underline">
            {flow.name}
          </Link>{" "}
          {t("version", { version: flow.versionNumber })}
          {flow.currentNumber !== null && flow.currentNumber !== flow.versionNumber && (
            <> · {t("current", { version: flow.currentNumber })}</>
          )}
          {" · "}
          {t.rich("opened", {
            at: () => <Time value={state.openedAt} format={state.closedAt === null ? "both" : "datetime"} />,
          })}
          {state.closedAt !== null && (
            <>
              {" · "}
              {t.rich("closed", { at: () => <Time value={state.closedAt ?? 0} format="datetime" /> })}
            </>
          )}
          {state.category && <> · {t("category", { category: state.category })}</>}
        </>
      }
      actions={<TicketActions ticket={ticket} names={names} />}
    />
  )
}
