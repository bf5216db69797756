"use client"

import { Button } from "@heroui/react/button"
import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query"
import type { inferRouterOutputs } from "@trpc/server"
import clsx from "clsx"
import { ClipboardList, OctagonAlert, Phone, Plus, SearchX } from "lucide-react"
import Link from "next/link"
import { usePathname, useSearchParams } from "next/navigation"
import { useEffect, useMemo, useState } from "react"
import { useTranslations } from "use-intl"
import { useFeed } from "@/components/feed/use-feed"
import { useTRPC, useTRPCClient } from "@/components/trpc"
import { Countdown } from "@/components/ui/countdown"
import { DataTable, type DataColumn } from "@/components/ui/data-table"
import { EmptyState } from "@/components/ui/empty-state"
import { PageHeader } from "@/components/ui/page-header"
import { PersonChip } from "@/components/ui/person-chip"
import { SearchField } from "@/components/ui/search-field"
import { SelectField } from "@/components/ui/select-field"
import { StatusChip } from "@/components/ui/status-chip"
import { Time } from "@/components/ui/time"
import type { AppRouter } from "@/server/api/router"
import { PriorityMark } from "./priority-mark"
import { StartTicket } from "./start-ticket"
import { TicketStatus } from "./ticket-status"
import { useThrottled } from "./use-throttled"

type TicketItem = inferRouterOutputs<AppRouter>["ticket"]["list"]["items"][number]
const statuses = ["open", "closed", "all"] as const
type Status = (typeof statuses)[number]
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
  const { status, flowId, search, change } = useFilters()
  const [typed, setTyped] = useState(search)
  useEffect(() => {
    if (typed.trim() === search) return
    const timer = setTimeout(() => change({ search: typed.trim() }), typingMs)
    return () => clearTimeout(timer)
  }, [typed, search, change])

  const input = { status, ...(flowId && { flowId }), ...(search && { search }) }
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
  const columns = useColumns(status)
  const isFiltered = flowId !== null || search !== ""

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
            {statuses.map((one) => (
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
                    change({ flowId: null, search: "", status: "all" })
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

function useColumns(status: Status): DataColumn<TicketItem>[] {
  const t = useTranslations("ticket.list.column")
  return useMemo(
    () => [
      {
        id: "title",
        header: t("title"),
        cell: (row) => (
          <span className="flex min-w-0 items-center gap-2">
            <PriorityMark priority={row.priority} isIconOnly />
            <span className="shrink-0 font-normal text-muted figures">#{row.number}</span>
            <span className="truncate">{row.title}</span>
          </span>
        ),
      },
      {
        id: "status",
        header: t("status"),
        width: "7rem",
        phone: "trailing",
        cell: (row) => <TicketStatus status={row.status} openIncidents={row.openIncidents} size="sm" />,
      },
      {
        id: "waiting",
        header: t("waiting"),
        width: "17rem",
        cell: (row) => {
          const [first, ...others] = row.waitingFor
          if (!first) return <span className="text-muted">—</span>
          return (
            <span className="flex min-w-0 items-center gap-1.5">
              <PersonChip name={first.name} detail={others.length > 0 ? `+${others.length}` : undefined} />
              <span className="truncate text-muted max-md:hidden">{row.nodeNames.join(" · ")}</span>
            </span>
          )
        },
      },
      {
        id: "flow",
        header: t("flow"),
        width: "9.5rem",
        hideBelow: "xl",
        phone: "hidden",
        cell: (row) => <span className="text-muted">{row.flowName}</span>,
      },
      {
        id: "caller",
        header: t("caller"),
        width: "9.5rem",
        hideBelow: "lg",
        phone: "hidden",
        cell: (row) =>
          row.caller === null ? (
            <span className="text-muted">—</span>
          ) : (
            <span className="flex items-center gap-1.5 figures">
              <Phone className="size-3.5 text-muted" aria-hidden="true" />
              {row.caller}
            </span>
          ),
      },
      status === "closed"
        ? {
            id: "closed",
            header: t("closed"),
            width: "8rem",
            align: "end",
            cell: (row) => (row.closedAt === null ? "—" : <Time value={row.closedAt} className="text-muted" />),
          }
        : {
            id: "due",
            header: t("due"),
            width: "6.5rem",
            align: "end",
            cell: (row) =>
              row.dueAt === null ? (
                <span className="text-muted">—</span>
              ) : (
                <Countdown dueAt={row.dueAt} isBreached={row.breached} variant="text" />
              ),
          },
      {
        id: "opened",
        header: t("opened"),
        width: "8rem",
        align: "end",
        hideBelow: "xl",
        phone: "hidden",
        cell: (row) => <Time value={row.openedAt} className="text-muted" />,
      },
    ],
    [t, status],
  )
}

/** The filters live in the address, so that a list can be sent to a colleague and Back returns to it. */
function useFilters() {
  const path = usePathname()
  const params = useSearchParams()
  const asked = params.get("status")
  const status = statuses.find((one) => one === asked) ?? "open"
  const flowId = params.get("flow")
  const search = params.get("q") ?? ""
  const change = useMemo(
    () => (next: { status?: Status; flowId?: string | null; search?: string }) => {
      const merged = { status, flowId, search, ...next }
      const query = new URLSearchParams()
      if (merged.status !== "open") query.set("status", merged.status)
      if (merged.flowId) query.set("flow", merged.flowId)
      if (merged.search) query.set("q", merged.search)
      // Not the router: the page's server part does not depend on the filters and need not be asked again.
      window.history.replaceState(null, "", query.size > 0 ? `${path}?${query.toString()}` : path)
    },
    [path, status, flowId, search],
  )
  return { status, flowId, search, change }
}
