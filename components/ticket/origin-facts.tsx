"use client"

import Link from "next/link"
import { useTranslations } from "use-intl"
import { KeyValueList, type KeyValueItem } from "@/components/ui/key-value"
import type { Origin } from "@/core/ticket/event"
import { IvrPath } from "./ivr-path"

/** Why this ticket is here: who called, which way they took, and which rule chose this flow because of what. */
export function OriginFacts(props: { origin: Origin; openedBy: string | null; flowName: string; className?: string }) {
  const t = useTranslations("ticket.origin")
  const { origin } = props
  if (origin.type === "manual") {
    return <p className="text-sm">{props.openedBy ? t("manualBy", { name: props.openedBy }) : t("manual")}</p>
  }
  if (origin.type === "api") return <p className="text-sm">{t("api", { client: origin.client })}</p>
  if (origin.type === "ticket") {
    return (
      <p className="text-sm">
        {t.rich("ticket", {
          number: origin.number,
          link: (text) => (
            <Link className="font-medium text-accent" href={`/tickets/${origin.ticketId}`}>
              {text}
            </Link>
          ),
        })}
      </p>
    )
  }
  const reasons = origin.matched.map(({ what, value }) =>
    what === "any" ? t("matched.any") : t(`matched.${what}`, { value }),
  )
  const items: KeyValueItem[] = [
    { label: t("caller"), value: <span className="font-medium figures">{origin.caller}</span> },
    { label: t("dialled"), value: <span className="figures">{origin.dialled}</span> },
    { label: t("ivrPath"), value: <IvrPath path={origin.ivrPath} /> },
    { label: t("intent"), value: origin.intent },
    {
      label: t("why"),
      value: (
        <span>
          {t("rule", { rule: origin.ruleName, flow: props.flowName })}
          {reasons.length > 0 && <span className="block text-muted">{reasons.join(" · ")}</span>}
        </span>
      ),
    },
  ]
  if (origin.customerId !== null) items.splice(1, 0, { label: t("customer"), value: origin.customerId, isMono: true })
  return <KeyValueList items={items} className={props.className} />
}
