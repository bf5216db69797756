"use client"

import Link from "next/link"
import { useTranslations } from "use-intl"
import { callHref } from "@/components/call/call-href"
import { KeyValueList } from "@/components/ui/key-value"
import { Time } from "@/components/ui/time"
import { callOutcomes } from "@/core/call/outcome"
import { IvrPath } from "./ivr-path"

export type TicketCall = {
  callId: string
  caller: string
  dialled: string
  intent: string | null
  ivrPath: string[]
  outcome: string
  offeredAt: number
  answeredAt: number | null
  endedAt: number | null
  waitMs: number | null
  talkMs: number | null
}

/** The call a ticket came from, as the telephone system told it. */
export function CallFacts({ call }: { call: TicketCall }) {
  const t = useTranslations("ticket.call")
  const outcome = callOutcomes.find((one) => one === call.outcome)
  return (
    <KeyValueList
      items={[
        { label: t("caller"), value: <span className="font-medium figures">{call.caller || t("withheld")}</span> },
        { label: t("dialled"), value: call.dialled ? <span className="figures">{call.dialled}</span> : null },
        {
          label: t("outcome"),
          value: (
            <Link href={callHref(call.callId)} className="font-medium hover:underline">
              {outcome ? t(`outcomes.${outcome}`) : call.outcome}
            </Link>
          ),
        },
        { label: t("offeredAt"), value: <Time value={call.offeredAt} format="full" /> },
        { label: t("wait"), value: call.waitMs === null ? null : <Span ms={call.waitMs} /> },
        { label: t("talk"), value: call.talkMs === null ? null : <Span ms={call.talkMs} /> },
        { label: t("ivrPath"), value: <IvrPath path={call.ivrPath} /> },
        { label: t("intent"), value: call.intent },
      ]}
    />
  )
}

/** Minutes and seconds, as on a telephone's display. */
function Span({ ms }: { ms: number }) {
  const seconds = Math.round(ms / 1000)
  const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`
  return <span className="figures">{text}</span>
}
