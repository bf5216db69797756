"use client"

import { useQuery, useQueryClient } from "@tanstack/react-query"
import type { inferRouterOutputs } from "@trpc/server"
import { FileUp, Plus, Workflow } from "lucide-react"
import { useState } from "react"
import { useTranslations } from "use-intl"
import { useSheet } from "@/components/admin/use-sheet"
import { useFeed } from "@/components/feed/use-feed"
import { useTRPC } from "@/components/trpc"
import { Button } from "@/components/ui/button"
import { DataTable, type DataColumn } from "@/components/ui/data-table"
import { EmptyState } from "@/components/ui/empty-state"
import { PageHeader } from "@/components/ui/page-header"
import { StatusChip } from "@/components/ui/status-chip"
import { Time } from "@/components/ui/time"
import type { AppRouter } from "@/server/api/router"
import { CreateFlow } from "./create-flow"
import { ImportFlow } from "./file/import-flow"
import { FlowMenu } from "./flow-menu"

export type FlowItem = inferRouterOutputs<AppRouter>["flow"]["list"]["items"][number]

/** Tickets come and go by the second; the numbers beside the flows are read again at most this often. */
const staleMs = 10_000

/** All flows one may see: what is live, what is being drawn, how much runs. */
export function FlowList({ mayCreate }: { mayCreate: boolean }) {
  const t = useTranslations("flows")
  const trpc = useTRPC()
  const queries = useQueryClient()
  const flows = useQuery(trpc.flow.list.queryOptions(undefined, { staleTime: staleMs }))
  const [isCreating, setCreating] = useState(false)
  const importing = useSheet<"file">()
  const columns = useColumns()
  useFeed(() => {
    void queries.invalidateQueries({ queryKey: trpc.flow.list.queryKey() }, { cancelRefetch: false })
  }, ["ticket"])
  const createButton = mayCreate && (
    <>
      <Button variant="outline" onPress={() => importing.open("file")}>
        <FileUp aria-hidden="true" />
        {t("file.from")}
      </Button>
      <Button onPress={() => setCreating(true)}>
        <Plus aria-hidden="true" />
        {t("create.button")}
      </Button>
    </>
  )
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} actions={createButton} />
      <DataTable<FlowItem>
        label={t("title")}
        columns={columns}
        rows={flows.data?.items}
        rowKey={({ id }) => id}
        hrefOf={({ id }) => `/flows/${id}`}
        error={flows.error ? { onRetry: () => void flows.refetch() } : null}
        empty={
          <EmptyState
            icon={Workflow}
            title={t("empty.title")}
            description={mayCreate ? t("empty.description") : t("empty.readOnly")}
            action={createButton}
          />
        }
      />
      <CreateFlow isOpen={isCreating} onOpenChange={setCreating} />
      {importing.target && (
        <ImportFlow key={importing.key} isOpen={importing.isOpen} onOpenChange={importing.onOpenChange} />
      )}
    </>
  )
}

function useColumns(): DataColumn<FlowItem>[] {
  const t = useTranslations("flows.column")
  return [
    {
      id: "name",
      header: t("name"),
      sortValue: ({ name }) => name,
      cell: ({ name, description }) => (
        <span className="block min-w-0">
          <span className="block truncate font-medium">{name}</span>
          {description && <span className="block truncate text-xs text-muted max-md:hidden">{description}</span>}
        </span>
      ),
    },
    {
      id: "number",
      header: t("number"),
      width: "5.5rem",
      hideBelow: "lg",
      phone: "hidden",
      sortValue: ({ number }) => number,
      cell: ({ number }) => <span className="text-muted figures">#{number}</span>,
    },
    {
      id: "state",
      header: t("state"),
      width: "13rem",
      phone: "trailing",
      sortValue: ({ current, dirty }) => (current ? (dirty ? 1 : 2) : 0),
      cell: (flow) => <FlowState flow={flow} />,
    },
    {
      id: "published",
      header: t("published"),
      width: "15rem",
      hideBelow: "lg",
      sortValue: ({ current }) => current?.publishedAt ?? null,
      cell: ({ current }) =>
        current ? (
          <span className="block truncate text-muted">
            <Time value={current.publishedAt} />
            {current.publishedBy && ` · ${current.publishedBy}`}
          </span>
        ) : (
          <span className="text-muted">{t("never")}</span>
        ),
    },
    {
      id: "open",
      header: t("open"),
      width: "8rem",
      align: "end",
      sortValue: ({ openTickets }) => openTickets,
      cell: ({ openTickets }) => <span className="figures">{openTickets}</span>,
    },
    {
      id: "menu",
      header: t("menu"),
      width: "5.5rem",
      align: "end",
      phone: "hidden",
      cell: (flow) => <FlowMenu flow={flow} />,
    },
  ]
}

/** What the next ticket will run on, and whether somebody is drawing something newer. */
export function FlowState({ flow }: { flow: Pick<FlowItem, "current" | "dirty"> }) {
  const t = useTranslations("flows.state")
  if (!flow.current) {
    return (
      <StatusChip meaning="neutral" size="sm">
        {t("draft")}
      </StatusChip>
    )
  }
  const { number } = flow.current
  return flow.dirty ? (
    <StatusChip meaning="info" size="sm">
      {t("ahead", { number })}
    </StatusChip>
  ) : (
    <StatusChip meaning="ok" size="sm">
      {t("live", { number })}
    </StatusChip>
  )
}
