"use client"

import { CircleCheck } from "lucide-react"
import { useLocale, useTranslations } from "use-intl"
import type { EventNames } from "@/components/ticket/event-names"
import { Button } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"
import type { Values } from "@/core/ticket/event"
import { offersOf, type Offer } from "@/core/dry-run/offers"
import type { DryRunFlow } from "./dry-run-view"
import { IncidentCard } from "./incident-card"
import { ChildCard, RequestCard } from "./outside-cards"
import { StartForm } from "./start-form"
import { TodoCard } from "./todo-card"
import type { DryRun } from "./use-dry-run"

/** Everything that could be done now: the form that opens a ticket, then a card for each todo, request and incident. */
export function ActPanel(props: {
  dryRun: DryRun
  flow: DryRunFlow
  names: EventNames
  /** What the form begins with. */
  known: Values
}) {
  const { dryRun, flow, names } = props
  const t = useTranslations("dryRun.act")
  const locale = useLocale()
  const { run, world } = dryRun
  if (!run.state) return <StartForm dryRun={dryRun} names={names} known={props.known} />
  if (run.state.status === "closed") {
    const { resolution } = run.state
    return (
      <EmptyState
        size="compact"
        icon={CircleCheck}
        titleAs="h2"
        title={t("closed", { resolution: resolution ?? "" })}
        description={t("closedHint")}
        action={
          <Button variant="outline" onPress={() => dryRun.restart(dryRun.startAt)}>
            {t("again")}
          </Button>
        }
      />
    )
  }
  const offers = offersOf(world, run)
  if (offers.length === 0) return <p className="px-4 py-3 text-sm text-muted">{t("nobody")}</p>
  return (
    <ul className="divide-y divide-separator">
      {offers.map((offer) => (
        <li key={keyOf(offer)} className="px-4 py-4">
          {offer.type === "todo" && <TodoCard offer={offer} dryRun={dryRun} names={names} />}
          {offer.type === "request" && <RequestCard offer={offer} dryRun={dryRun} names={names} />}
          {offer.type === "child" && (
            <ChildCard
              offer={offer}
              flow={flow.flows.find(({ id }) => id === offer.flowId) ?? null}
              dryRun={dryRun}
              names={names}
            />
          )}
          {offer.type === "incident" && (
            <IncidentCard offer={offer} dryRun={dryRun} step={names.node(offer.nodeId)[locale]} />
          )}
        </li>
      ))}
    </ul>
  )
}

function keyOf(offer: Offer): string {
  if (offer.type === "todo") return `todo ${offer.todo.id}`
  return offer.type === "incident" ? `incident ${offer.incidentId}` : `${offer.type} ${offer.nodeId}`
}
