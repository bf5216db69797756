"use client"

import { useQuery } from "@tanstack/react-query"
import Link from "next/link"
import { useTranslations } from "use-intl"
import { callHref } from "@/components/call/call-href"
import { TicketStatus } from "@/components/ticket/ticket-status"
import { useTRPC } from "@/components/trpc"
import { SkeletonLines } from "@/components/ui/skeleton"
import { Time } from "@/components/ui/time"
import { callOutcomes } from "@/core/call/outcome"

const shownMax = 4
const freshMs = 30_000

/** What was between us and this caller before: tickets and calls, the newest first, without the present ones. */
export function CallerHistory(props: { caller: string; callId: string; ticketId: string | null }) {
  const t = useTranslations("notification.pop")
  const outcomes = useTranslations("ticket.call.outcomes")
  const trpc = useTRPC()
  const search = props.caller
  const limit = shownMax + 1
  const tickets = useQuery(trpc.ticket.list.queryOptions({ status: "all", search, limit }, { staleTime: freshMs }))
  const calls = useQuery(trpc.telephony.calls.queryOptions({ search, limit }, { staleTime: freshMs }))
  const earlierTickets = tickets.data?.items.filter(({ id }) => id !== props.ticketId).slice(0, shownMax)
  const earlierCalls = calls.data?.items.filter(({ callId }) => callId !== props.callId).slice(0, shownMax)
  if (tickets.isError && calls.isError) return <p className="text-muted">{t("historyFailed")}</p>
  if (!earlierTickets || (!earlierCalls && !calls.isError)) return <SkeletonLines lines={3} />
  if (earlierTickets.length === 0 && !earlierCalls?.length) return <p className="text-muted">{t("firstCall")}</p>
  return (
    <>
      {earlierTickets.length > 0 && (
        <section aria-label={t("earlier")}>
          <h3 className="mb-1 text-xs font-medium text-muted">{t("earlier")}</h3>
          <ul className="space-y-1.5">
            {earlierTickets.map((ticket) => (
              <li key={ticket.id} className="flex items-center gap-2">
                <Link href={`/tickets/${ticket.id}`} className="min-w-0 flex-1 truncate hover:underline">
                  <span className="text-muted figures">#{ticket.number}</span> {ticket.title}
                </Link>
                <TicketStatus status={ticket.status} openIncidents={ticket.openIncidents} size="sm" />
                <Time value={ticket.openedAt} format="relative" className="text-xs text-muted" />
              </li>
            ))}
          </ul>
        </section>
      )}
      {earlierCalls && earlierCalls.length > 0 && (
        <section aria-label={t("earlierCalls")}>
          <h3 className="mb-1 text-xs font-medium text-muted">{t("earlierCalls")}</h3>
          <ul className="space-y-1.5">
            {earlierCalls.map((call) => {
              const outcome = callOutcomes.find((one) => one === call.outcome)
              return (
                <li key={call.callId} className="flex items-center gap-2">
                  <Link href={callHref(call.callId)} className="min-w-0 flex-1 truncate hover:underline">
                    {outcome ? outcomes(outcome) : call.outcome}
                    {(call.intent ?? call.agentName) && (
                      <span className="text-muted"> · {[call.intent, call.agentName].filter(Boolean).join(" · ")}</span>
                    )}
                  </Link>
                  <Time value={call.offeredAt} format="relative" className="text-xs text-muted" />
                </li>
              )
            })}
          </ul>
        </section>
      )}
    </>
  )
}
