"use client"

import { useQuery } from "@tanstack/react-query"
import { useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { DataTable, type DataColumn } from "@/components/ui/data-table"
import { Panel } from "@/components/ui/page"
import { Time } from "@/components/ui/time"
import { MigrationState } from "./migration-state"
import type { Migration } from "./migration-types"

/** What was moved before, with its results; nothing while nothing was. */
export function MigrationList({ flowId }: { flowId: string }) {
  const t = useTranslations("flows.migrate")
  const trpc = useTRPC()
  const list = useQuery(trpc.migration.list.queryOptions({ flowId }))
  const columns = useColumns()
  if (!list.data || list.data.items.length === 0) return null
  return (
    <Panel title={t("earlier")} isFlush>
      <DataTable<Migration>
        label={t("earlier")}
        columns={columns}
        rows={list.data.items}
        rowKey={({ id }) => id}
        hrefOf={({ id }) => `/flows/${flowId}/migrations/${id}`}
        empty={null}
      />
    </Panel>
  )
}

function useColumns(): DataColumn<Migration>[] {
  const t = useTranslations("flows.migration")
  return [
    {
      id: "what",
      header: t("column.what"),
      cell: ({ from, to }) => t("title", { from: from.number, to: to.number }),
    },
    {
      id: "state",
      header: t("column.state"),
      width: "9rem",
      phone: "trailing",
      cell: ({ state }) => <MigrationState state={state} />,
    },
    {
      id: "counts",
      header: t("count.migrated"),
      width: "9rem",
      align: "end",
      cell: ({ counts }) => (
        <span className="figures">
          {counts.migrated} / {counts.total}
        </span>
      ),
    },
    {
      id: "by",
      header: t("column.by"),
      width: "9rem",
      hideBelow: "lg",
      cell: ({ startedBy }) => <span className="block truncate text-muted">{startedBy}</span>,
    },
    {
      id: "at",
      header: t("column.at"),
      width: "11rem",
      hideBelow: "lg",
      cell: ({ startedAt }) => <Time value={startedAt} />,
    },
  ]
}
