"use client"

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query"
import { ListChecks } from "lucide-react"
import { useMemo } from "react"
import { useLocale, useTranslations } from "use-intl"
import { TicketName } from "@/components/flow/migration/ticket-name"
import { useTRPC, useTRPCClient } from "@/components/trpc"
import { Button } from "@/components/ui/button"
import { DataTable, type DataColumn } from "@/components/ui/data-table"
import { EmptyState } from "@/components/ui/empty-state"
import { Panel } from "@/components/ui/page"
import { SelectField } from "@/components/ui/select-field"
import { StatusChip } from "@/components/ui/status-chip"
import { differences, everything, type BackTest, type Shown, type TestedTicket } from "./back-test-types"
import { useOtherwise } from "./use-otherwise"
import type { TestNames } from "./use-test-names"

const all = "all"

/** The tickets that would have gone otherwise: each in a sentence, and each opens. */
export function TestedTickets(props: {
  backTest: BackTest
  names: TestNames
  shown: Shown
  onShow: (shown: Shown) => void
}) {
  const t = useTranslations("flows.backTest")
  const trpc = useTRPC()
  const client = useTRPCClient()
  const { backTest, names, shown } = props
  const columns = useColumns(names)
  // While it runs there are more with every look.
  const input = { backTestId: backTest.id, ...shown }
  const query = useInfiniteQuery({
    queryKey: [...trpc.backTest.tickets.pathKey(), { pages: input, looked: backTest.looked }],
    queryFn: ({ pageParam, signal }) => client.backTest.tickets.query({ ...input, cursor: pageParam }, { signal }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  })
  return (
    <Panel
      title={shown.after === null ? t("tickets.title") : t("tickets.after", { step: names.step(shown.after) })}
      isFlush
      actions={
        <SelectField
          label={t("tickets.filter")}
          isLabelHidden
          className="w-48"
          value={shown.difference ?? all}
          options={[
            { value: all, label: t("tickets.all") },
            ...differences.map((value) => ({ value, label: t(`difference.${value}`) })),
          ]}
          onChange={(value) =>
            props.onShow({ ...everything, difference: differences.find((one) => one === value) ?? null })
          }
        />
      }
    >
      <DataTable<TestedTicket>
        label={t("tickets.title")}
        columns={columns}
        rows={query.data?.pages.flatMap(({ items }) => items)}
        rowKey={({ ticketId }) => ticketId}
        hrefOf={({ ticketId }) => `/tickets/${ticketId}`}
        error={query.isError && !query.data ? { onRetry: () => void query.refetch() } : null}
        empty={
          <EmptyState
            icon={ListChecks}
            size="compact"
            title={t(backTest.state === "running" ? "tickets.noneYet" : "tickets.none")}
            description={t("tickets.noneHint")}
          />
        }
      />
      {query.hasNextPage && (
        <div className="flex justify-center p-4">
          <Button variant="outline" isPending={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
            {t("tickets.more")}
          </Button>
        </div>
      )}
    </Panel>
  )
}

const meanings = {
  rerouted: "info",
  newlyLate: "breached",
  notLate: "ok",
  otherEnd: "info",
  newIncident: "breached",
  incomparable: "warning",
} as const

function useColumns(names: TestNames): DataColumn<TestedTicket>[] {
  const t = useTranslations("flows.backTest")
  const locale = useLocale()
  const otherwise = useOtherwise(names)
  return useMemo(
    () => [
      { id: "ticket", header: t("column.ticket"), width: "34%", cell: (ticket) => <TicketName ticket={ticket} /> },
      {
        id: "difference",
        header: t("column.difference"),
        width: "16rem",
        cell: (ticket) => (
          <span className="flex flex-wrap gap-1">
            {ticket.differences.map((one) => (
              <StatusChip key={one} size="sm" meaning={meanings[one]}>
                {t(`difference.${one}`)}
              </StatusChip>
            ))}
          </span>
        ),
      },
      {
        id: "how",
        header: t("column.how"),
        cell: ({ comparison, problems }) => (
          <span className="block text-pretty whitespace-normal">
            {comparison
              ? otherwise(comparison)
              : problems.map(({ text, hint }) => `${text[locale]} ${hint?.[locale] ?? ""}`).join(" ")}
          </span>
        ),
      },
    ],
    [t, locale, otherwise],
  )
}
