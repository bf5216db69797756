"use client"

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query"
import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server"
import clsx from "clsx"
import { PhoneIncoming, RefreshCw, SearchX } from "lucide-react"
import { useRouter } from "next/navigation"
import { useMemo, type ReactNode } from "react"
import { useTranslations } from "use-intl"
import { useTRPC, useTRPCClient } from "@/components/trpc"
import { Button } from "@/components/ui/button"
import { DataTable } from "@/components/ui/data-table"
import { EmptyState } from "@/components/ui/empty-state"
import { PageHeader } from "@/components/ui/page-header"
import type { AppRouter } from "@/server/api/router"
import { CallFilterBar } from "./call-filters"
import { callHref } from "./call-href"
import { useCallColumns } from "./use-call-columns"
import { useCallFilters, type CallFilters } from "./use-call-filters"
import { useCallNames } from "./use-call-names"
import { useNewCalls } from "./use-new-calls"

export type CallItem = inferRouterOutputs<AppRouter>["telephony"]["calls"]["items"][number]
type Input = inferRouterInputs<AppRouter>["telephony"]["calls"]

/** Calls of the chosen days, the latest first, with the figures of these days above them. */
export function CallList({ today, figures }: { today: string; figures: ReactNode }) {
  const t = useTranslations("call.list")
  const tCall = useTranslations("call")
  const trpc = useTRPC()
  const client = useTRPCClient()
  const router = useRouter()
  const { filters, change, isPending } = useCallFilters(today)
  const input = inputOf(filters)
  // Not `infiniteQueryOptions`: it adds a direction to the input, which a strict schema may refuse.
  const query = useInfiniteQuery({
    queryKey: [...trpc.telephony.calls.pathKey(), { pages: input }],
    queryFn: ({ pageParam, signal }) => client.telephony.calls.query({ ...input, cursor: pageParam }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  })
  const rows = useMemo(() => query.data?.pages.flatMap(({ items }) => items), [query.data])
  const isRunning = filters.days.to >= today
  const news = useNewCalls({ isEnabled: isRunning, loadedAt: query.dataUpdatedAt })
  const names = useCallNames()
  const columns = useCallColumns({ withDay: filters.days.from !== filters.days.to })
  const seenQueues = useMemo(
    () =>
      (rows ?? []).flatMap(({ queueId, queueName }) =>
        queueId ? [{ value: queueId, label: queueName ?? queueId }] : [],
      ),
    [rows],
  )
  const isFiltered =
    filters.outcome !== null || filters.queueId !== null || filters.agentId !== null || filters.search !== ""

  return (
    <>
      <PageHeader
        title={tCall("title")}
        actions={
          isRunning &&
          news.count > 0 && (
            <Button
              variant="outline"
              isPending={query.isFetching}
              onPress={() => {
                void query.refetch()
                router.refresh()
              }}
            >
              <RefreshCw aria-hidden="true" />
              {t("news", { count: news.count })}
            </Button>
          )
        }
      >
        <CallFilterBar filters={filters} change={change} names={names} seenQueues={seenQueues} />
      </PageHeader>
      <div className={clsx("px-4 py-3 md:px-6 md:py-4", isPending && "opacity-60")}>{figures}</div>
      <div className="border-t border-separator">
        <DataTable
          label={tCall("title")}
          columns={columns}
          rows={rows && news.applyTo(rows, names)}
          rowKey={(row) => row.callId}
          hrefOf={(row) => callHref(row.callId)}
          error={query.isError && !rows ? { onRetry: () => void query.refetch() } : null}
          className={clsx(query.isPlaceholderData && "opacity-60")}
          empty={
            isFiltered ? (
              <EmptyState
                icon={SearchX}
                title={t("noMatch.title")}
                description={t("noMatch.description")}
                action={
                  <Button
                    variant="outline"
                    onPress={() => change({ outcome: null, queueId: null, agentId: null, search: "" })}
                  >
                    {t("noMatch.action")}
                  </Button>
                }
              />
            ) : (
              <EmptyState
                icon={PhoneIncoming}
                title={t("empty.title")}
                description={isRunning ? t("empty.today") : t("empty.description")}
                action={
                  filters.days.span !== "month" && (
                    <Button variant="outline" onPress={() => change({ span: "month" })}>
                      {t("empty.action")}
                    </Button>
                  )
                }
              />
            )
          }
        />
      </div>
      {query.hasNextPage && (
        <div className="flex justify-center p-4">
          <Button variant="outline" isPending={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
            {t("more")}
          </Button>
        </div>
      )}
    </>
  )
}

function inputOf({ days, outcome, queueId, agentId, search }: CallFilters): Input {
  return {
    from: days.from,
    to: days.to,
    ...(outcome !== null && { outcomes: outcome === "open" ? ("open" as const) : [outcome] }),
    ...(queueId !== null && { queueId }),
    ...(agentId !== null && { agentId }),
    ...(search && { search }),
  }
}
