"use client"

import { useTranslations } from "use-intl"
import type { Frame } from "@/components/replay/frame"
import { VariableList } from "@/components/replay/variable-list"
import { Branches } from "@/components/ticket/branches"
import type { EventNames } from "@/components/ticket/event-names"
import { PeopleClocks } from "@/components/ticket/people-clocks"
import { TicketClocks, ticketClocks } from "@/components/ticket/ticket-clocks"
import { TicketStatus } from "@/components/ticket/ticket-status"
import type { DraftGraph } from "@/core/flow/graph"

/** Who has the ticket, how their clocks stand at the virtual now, and the form's values. */
export function Standing(props: { frame: Frame | null; graph: DraftGraph; names: EventNames; at: number }) {
  const t = useTranslations("dryRun.standing")
  const { frame, names, at } = props
  const state = frame?.state ?? null
  const own = state ? ticketClocks(state, props.graph) : []
  return (
    <section
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and nothing in it takes the focus
      tabIndex={0}
      aria-label={t("title")}
      className="bg-surface px-4 py-3 lg:min-h-0 lg:overflow-y-auto"
    >
      <h2 className="mb-2 flex items-center justify-between gap-3 text-xs font-medium text-muted">
        {t("title")}
        {state && <TicketStatus status={state.status} openIncidents={Object.keys(state.incidents).length} size="sm" />}
      </h2>
      {state && frame ? (
        <div className="space-y-4">
          {own.length > 0 && <TicketClocks clocks={own} at={at} />}
          <Branches state={state} names={names} />
          <PeopleClocks state={state} names={names} at={at} />
          <div className="border-t border-separator pt-3">
            <h3 className="mb-1 text-xs font-medium text-muted">{t("values")}</h3>
            <VariableList variables={frame.variables} names={names} />
          </div>
        </div>
      ) : (
        <p className="text-sm text-muted">{t("none")}</p>
      )}
    </section>
  )
}
