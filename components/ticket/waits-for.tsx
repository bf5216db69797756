"use client"

import { Hourglass } from "lucide-react"
import { useLocale, useTranslations } from "use-intl"
import { Time } from "@/components/ui/time"
import type { Activation, TicketState } from "@/core/ticket/state"
import type { EventNames } from "./event-names"
import type { TicketDetail } from "./incident-panel"

/** The visits of nodes that wait for something besides people. Pure. */
export const waitingFor = ({ activations }: TicketState): Activation[] =>
  Object.values(activations).filter(
    ({ state, request, until }) => state === "active" && (request !== undefined || until !== undefined),
  )

/** What a ticket waits for besides people: a service, tickets it has opened, or a point in time. */
export function WaitsFor({ ticket, names }: { ticket: TicketDetail; names: EventNames }) {
  const t = useTranslations("ticket.waits")
  const locale = useLocale()
  const waiting = waitingFor(ticket.state)
  if (waiting.length === 0) return null
  return (
    <section aria-label={t("title")} className="not-last:mb-4 rounded-lg border border-border px-3 py-2">
      <h3 className="flex items-center gap-1.5 text-xs font-medium text-muted">
        <Hourglass className="size-3.5" aria-hidden="true" />
        {t("title")}
      </h3>
      <ul className="mt-1 divide-y divide-separator text-sm">
        {waiting.map((activation) => (
          <li key={activation.id} className="py-1.5">
            <p className="break-words">{names.node(activation.nodeId)[locale]}</p>
            <Reason activation={activation} outside={ticket.outside} />
          </li>
        ))}
      </ul>
    </section>
  )
}

const muted = "text-xs text-pretty break-words text-muted"

function Reason({ activation, outside }: { activation: Activation; outside: TicketDetail["outside"] }) {
  const t = useTranslations("ticket.waits")
  const locale = useLocale()
  const { request, until, attempts } = activation
  if (request?.left) {
    const count = request.left.length + Object.keys(request.results ?? {}).length
    return <p className={muted}>{t("tickets", { ended: count - request.left.length, count })}</p>
  }
  if (request) {
    const sent = outside.requests.find(({ requestId }) => requestId === request.id)
    if (!sent || sent.attempts === 0) return <p className={muted}>{t("service")}</p>
    return (
      <>
        <p className={muted}>
          {t("attempts", { attempts: sent.attempts, max: sent.attemptsMax })}
          {sent.nextAttemptAt !== null && (
            <> {t.rich("next", { at: () => <Time value={sent.nextAttemptAt ?? 0} format="both" /> })}</>
          )}
        </p>
        {sent.error && <p className="text-xs break-words text-breached-ink">{sent.error[locale]}</p>}
      </>
    )
  }
  if (until === undefined) return null
  const at = () => <Time value={until} format="both" />
  return <p className={muted}>{attempts ? t.rich("call", { at, attempt: attempts + 1 }) : t.rich("until", { at })}</p>
}
