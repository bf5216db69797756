"use client"

import { useLocale, useTranslations } from "use-intl"
import { Banner } from "@/components/ui/banner"
import { DataTable, type DataColumn } from "@/components/ui/data-table"
import { Panel } from "@/components/ui/page"
import { StatusChip } from "@/components/ui/status-chip"
import { Time } from "@/components/ui/time"
import type { DraftGraph } from "@/core/flow/graph"
import type { Graphs, Preview } from "./migration-types"
import { nodeName, nodeOf } from "./step-options"
import { TicketName } from "./ticket-name"

type Move = Preview["moves"]["items"][number]
type Stay = Preview["refused"]["items"][number]

/** What the move would do to each ticket: those that cannot first, with the reason; then where the others will be. */
export function OutlookPanel({
  graphs,
  preview,
  fromNumber,
}: {
  graphs: Graphs
  preview: Preview
  fromNumber: number
}) {
  const t = useTranslations("flows.migrate")
  const { moves, refused, looked, total } = preview
  const stayColumns = useStayColumns()
  const moveColumns = useMoveColumns(graphs)
  return (
    <Panel
      title={t("outlook")}
      description={looked < total ? t("outlookPartial", { looked, total }) : undefined}
      isFlush
    >
      {refused.total > 0 && (
        <section aria-label={t("stays", { count: refused.total })} className="border-b border-separator">
          <Banner meaning="late" title={t("stays", { count: refused.total })} className="m-4">
            {t("staysHint", { number: fromNumber })} <Showing shown={refused.items.length} of={refused.total} />
          </Banner>
          <DataTable<Stay>
            label={t("stays", { count: refused.total })}
            columns={stayColumns}
            rows={refused.items}
            rowKey={({ ticketId }) => ticketId}
            hrefOf={({ ticketId }) => `/tickets/${ticketId}`}
            empty={null}
          />
        </section>
      )}
      <section aria-label={t("moves", { count: moves.total })}>
        <p className="flex flex-wrap items-center gap-x-2 px-4 py-3 text-sm">
          <StatusChip meaning={moves.total > 0 ? "ok" : "neutral"}>{t("moves", { count: moves.total })}</StatusChip>
          <span className="text-xs text-muted">
            <Showing shown={moves.items.length} of={moves.total} />
          </span>
        </p>
        {moves.items.length > 0 && (
          <DataTable<Move>
            label={t("moves", { count: moves.total })}
            columns={moveColumns}
            rows={moves.items}
            rowKey={({ ticketId }) => ticketId}
            hrefOf={({ ticketId }) => `/tickets/${ticketId}`}
            empty={null}
          />
        )}
      </section>
    </Panel>
  )
}

function Showing({ shown, of }: { shown: number; of: number }) {
  const t = useTranslations("flows.migrate")
  return shown < of ? t("showing", { count: shown }) : null
}

function useStayColumns(): DataColumn<Stay>[] {
  const t = useTranslations("flows.migrate.column")
  const locale = useLocale()
  return [
    { id: "ticket", header: t("ticket"), cell: (ticket) => <TicketName ticket={ticket} /> },
    {
      id: "why",
      header: t("why"),
      width: "58%",
      cell: ({ problems }) => (
        <span className="block text-pretty whitespace-normal">
          {problems.map(({ text }) => text[locale]).join(locale === "zh" ? "" : " ")}
        </span>
      ),
    },
  ]
}

function useMoveColumns({ source, target }: Graphs): DataColumn<Move>[] {
  const t = useTranslations("flows.migrate")
  const locale = useLocale()
  const names = (graph: DraftGraph, ids: (string | null)[]) =>
    [...new Set(ids.map((id) => (id === null ? t("goesOn") : nodeName(nodeOf(graph, id), locale))))].join(
      locale === "zh" ? "、" : ", ",
    )
  return [
    { id: "ticket", header: t("column.ticket"), cell: (ticket) => <TicketName ticket={ticket} /> },
    {
      id: "now",
      header: t("column.now"),
      width: "22%",
      hideBelow: "lg",
      cell: ({ stands }) => (
        <span className="block truncate text-muted">
          {names(
            source,
            stands.map(({ fromNodeId }) => fromNodeId),
          )}
        </span>
      ),
    },
    {
      id: "then",
      header: t("column.then"),
      width: "26%",
      cell: ({ stands, closes }) => (
        <span className="block truncate">
          {closes
            ? t("closes")
            : names(
                target,
                stands.map(({ nodeId }) => nodeId),
              )}
        </span>
      ),
    },
    {
      id: "due",
      header: t("column.due"),
      width: "11rem",
      cell: ({ stands }) => {
        const dues = stands.flatMap(({ dueAt }) => dueAt ?? [])
        return dues.length > 0 ? <Time value={Math.min(...dues)} /> : <span className="text-muted">{t("noDue")}</span>
      },
    },
  ]
}
