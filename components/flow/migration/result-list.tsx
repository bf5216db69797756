"use client"

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query"
import { CircleDashed, ListChecks } from "lucide-react"
import { useState } from "react"
import { useLocale, useTranslations } from "use-intl"
import { useTRPC, useTRPCClient } from "@/components/trpc"
import { Button } from "@/components/ui/button"
import { DataTable, type DataColumn } from "@/components/ui/data-table"
import { EmptyState } from "@/components/ui/empty-state"
import { Panel } from "@/components/ui/page"
import { SelectField } from "@/components/ui/select-field"
import { StatusChip } from "@/components/ui/status-chip"
import type { Meaning } from "@/components/ui/status"
import { Time } from "@/components/ui/time"
import type { Migration, ResultItem } from "./migration-types"
import { TicketName } from "./ticket-name"

type Outcome = NonNullable<ResultItem["outcome"]>
const outcomes = ["migrated", "refused", "skipped"] as const satisfies Outcome[]
const all = "all"
const meanings: Record<Outcome, Meaning> = { migrated: "ok", refused: "late", skipped: "neutral" }

/** What became of each ticket, with the reason where it stayed. */
export function ResultList({ migration }: { migration: Migration }) {
  const t = useTranslations("flows.migration")
  const trpc = useTRPC()
  const client = useTRPCClient()
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const columns = useColumns()
  const input = { migrationId: migration.id, outcome }
  const query = useInfiniteQuery({
    queryKey: [...trpc.migration.results.pathKey(), { pages: input }],
    queryFn: ({ pageParam, signal }) => client.migration.results.query({ ...input, cursor: pageParam }, { signal }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  })
  return (
    <Panel
      title={t("results")}
      isFlush
      actions={
        <SelectField
          label={t("filter")}
          isLabelHidden
          className="w-40"
          value={outcome ?? all}
          options={[
            { value: all, label: t("all") },
            ...outcomes.map((value) => ({ value, label: t(`outcome.${value}`) })),
          ]}
          onChange={(value) => setOutcome(outcomes.find((one) => one === value) ?? null)}
        />
      }
    >
      <DataTable<ResultItem>
        label={t("results")}
        columns={columns}
        rows={query.data?.pages.flatMap(({ items }) => items)}
        rowKey={({ ticketId }) => ticketId}
        hrefOf={({ ticketId }) => `/tickets/${ticketId}`}
        error={query.isError && !query.data ? { onRetry: () => void query.refetch() } : null}
        empty={<EmptyState icon={ListChecks} size="compact" title={t("empty")} description={t("emptyHint")} />}
      />
      {query.hasNextPage && (
        <div className="flex justify-center p-4">
          <Button variant="outline" isPending={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
            {t("more")}
          </Button>
        </div>
      )}
    </Panel>
  )
}

function useColumns(): DataColumn<ResultItem>[] {
  const t = useTranslations("flows.migration")
  const locale = useLocale()
  return [
    { id: "ticket", header: t("column.ticket"), cell: (ticket) => <TicketName ticket={ticket} /> },
    {
      id: "outcome",
      header: t("column.outcome"),
      width: "9rem",
      phone: "trailing",
      cell: ({ outcome }) => (
        <StatusChip
          size="sm"
          meaning={outcome ? meanings[outcome] : "neutral"}
          {...(outcome === null && { icon: CircleDashed })}
        >
          {t(`outcome.${outcome ?? "left"}`)}
        </StatusChip>
      ),
    },
    {
      id: "why",
      header: t("column.why"),
      width: "42%",
      cell: ({ problems }) =>
        problems.length > 0 ? (
          <span className="block text-pretty whitespace-normal">
            {problems.map(({ text }) => text[locale]).join(locale === "zh" ? "" : " ")}
          </span>
        ) : (
          <span className="text-muted">—</span>
        ),
    },
    {
      id: "at",
      header: t("column.at"),
      width: "9rem",
      hideBelow: "lg",
      phone: "hidden",
      cell: ({ at }) => at !== null && <Time value={at} format="seconds" />,
    },
  ]
}
