"use client"

import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query"
import clsx from "clsx"
import { ClipboardList, OctagonAlert, Plus, SearchX } from "lucide-react"
import Link from "next/link"
import { useEffect, useMemo, useState } from "react"
import { useTranslations } from "use-intl"
import { useFeed } from "@/components/feed/use-feed"
import { useTRPC, useTRPCClient } from "@/components/trpc"
import { Button } from "@/components/ui/button"
import { DataTable } from "@/components/ui/data-table"
import { EmptyState } from "@/components/ui/empty-state"
import { PageHeader } from "@/components/ui/page-header"
import { SearchField } from "@/components/ui/search-field"
import { SelectField } from "@/components/ui/select-field"
import { StatusChip } from "@/components/ui/status-chip"
import { StartTicket } from "./start-ticket"
import { StepChip } from "./step-chip"
import { useThrottled } from "./use-throttled"
import { useTicketColumns } from "./use-ticket-columns"
import { ticketFilterStatuses, useTicketFilters } from "./use-ticket-filters"

const everyFlow = "all"
/** News of a busy tenant comes many times a second; the list is read again at most this often. */
const reloadMs = 1500
/** A pause this long in typing starts the search. */
const typingMs = 250

/** All tickets: filters in the address, newest first, more on demand, kept fresh by the feed. */
export function TicketList() {
  const t = useTranslations("ticket.list")
  const trpc = useTRPC()
  const client = useTRPCClient()
  const queries = useQueryClient()
  const { status, flowId, search, step, change } = useTicketFilters()
  const [typed, setTyped] = useState(search)
  useEffect(() => {
    if (typed.trim() === search) return
    const timer = setTimeout(() => change({ search: typed.trim() }), typingMs)
    return () => clearTimeout(timer)
  }, [typed, search, change])

  const input = { status, ...(flowId && { flowId }), ...(search && { search }), ...(step && { step }) }
  // Not `infiniteQueryOptions`: it adds a direction to the input, which the procedure's strict schema refuses.
  const query = useInfiniteQuery({
    queryKey: [...trpc.ticket.list.pathKey(), { pages: input }],
    queryFn: ({ pageParam, signal }) => client.ticket.list.query({ ...input, cursor: pageParam }, { signal }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  })
  const flows = useQuery(trpc.flow.list.queryOptions())
  const reload = useThrottled(() => void queries.invalidateQueries({ queryKey: trpc.ticket.list.pathKey() }), reloadMs)
  useFeed(reload, ["ticket"], { onGap: reload })

  const rows = useMemo(() => query.data?.pages.flatMap(({ items }) => items), [query.data])
  const counts = query.data?.pages[0]?.counts
  const columns = useTicketColumns(status)
  const isFiltered = flowId !== null || search !== "" || step !== null

  return (
    <>
      <PageHeader
        title={t("title")}
        meta={
          counts && (
            <span className="flex flex-wrap gap-1.5">
              <StatusChip meaning="active" size="sm">
                {t("counts.open", { count: counts.open })}
              </StatusChip>
              {counts.late > 0 && (
                <StatusChip meaning="late" size="sm">
                  {t("counts.late", { count: counts.late })}
                </StatusChip>
              )}
              {counts.incidents > 0 && (
                <StatusChip meaning="breached" icon={OctagonAlert} size="sm">
                  {t("counts.incidents", { count: counts.incidents })}
                </StatusChip>
              )}
            </span>
          )
        }
        actions={
          <StartTicket>
            <Plus aria-hidden="true" />
            {t("start")}
          </StartTicket>
        }
      >
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
          <nav aria-label={t("status.label")} className="-mb-px flex gap-5 self-end">
            {ticketFilterStatuses.map((one) => (
              <Link
                key={one}
                href={`?status=${one}`}
                replace
                onClick={(event) => {
                  event.preventDefault()
                  change({ status: one })
                }}
                aria-current={one === status ? "page" : undefined}
                className={clsx(
                  "flex h-10 items-center border-b-2 text-sm font-medium transition-colors md:h-9",
                  one === status
                    ? "border-accent text-foreground"
                    : "border-transparent text-muted hover:text-foreground",
                )}
              >
                {t(`status.${one}`)}
              </Link>
            ))}
          </nav>
          <div className="flex w-full items-center gap-2 pb-2 md:w-auto">
            <SelectField
              label={t("flow")}
              isLabelHidden
              className="w-40 shrink-0 md:w-48"
              value={flowId ?? everyFlow}
              options={[
                { value: everyFlow, label: t("everyFlow") },
                ...(flows.data?.items ?? []).map((flow) => ({ value: flow.id, label: flow.name })),
              ]}
              onChange={(value) => change({ flowId: value === everyFlow ? null : value })}
            />
            <SearchField label={t("search")} value={typed} onChange={setTyped} className="min-w-0 flex-1 md:w-64" />
          </div>
        </div>
        {step && flowId && <StepChip flowId={flowId} step={step} onClear={() => change({ step: null })} />}
      </PageHeader>
      <DataTable
        label={t("title")}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        hrefOf={(row) => `/tickets/${row.id}`}
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
                  onPress={() => {
                    setTyped("")
                    change({ flowId: null, search: "", status: "all", step: null })
                  }}
                >
                  {t("noMatch.action")}
                </Button>
              }
            />
          ) : (
            <EmptyState
              icon={ClipboardList}
              title={t(`empty.${status}`)}
              description={t("empty.description")}
              action={<StartTicket>{t("start")}</StartTicket>}
            />
          )
        }
      />
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
