"use client"

import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query"
import { CircleCheck, RotateCw, SearchX } from "lucide-react"
import { useMemo, useState } from "react"
import { useTranslations } from "use-intl"
import { useFeed } from "@/components/feed/use-feed"
import { useThrottled } from "@/components/ticket/use-throttled"
import { useTRPC, useTRPCClient } from "@/components/trpc"
import { Button } from "@/components/ui/button"
import { DataTable } from "@/components/ui/data-table"
import { EmptyState } from "@/components/ui/empty-state"
import { notify } from "@/components/ui/notify"
import { PageHeader } from "@/components/ui/page-header"
import { SelectField } from "@/components/ui/select-field"
import { StatusChip } from "@/components/ui/status-chip"
import { incidentCodes, type IncidentCode } from "@/core/ticket/incident-code"
import { keyOf, type IncidentItem } from "./incident-item"
import { useIncidentColumns } from "./use-incident-columns"
import { useRetries } from "./use-retries"

const everything = "all"
/** News of a busy tenant comes many times a second; the list is read again at most this often. */
const reloadMs = 1500

/** Everything that is stuck, why, and the way to try again, for one and for several. */
export function IncidentsPage() {
  const t = useTranslations("incidents")
  const trpc = useTRPC()
  const client = useTRPCClient()
  const queries = useQueryClient()
  const [code, setCode] = useState<IncidentCode | null>(null)
  const [flowId, setFlowId] = useState<string | null>(null)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const retries = useRetries()
  const input = { code, flowId }
  const query = useInfiniteQuery({
    queryKey: [...trpc.ticket.incidents.pathKey(), { pages: input }],
    queryFn: ({ pageParam, signal }) => client.ticket.incidents.query({ ...input, cursor: pageParam }, { signal }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  })
  const flows = useQuery(trpc.flow.list.queryOptions())
  const reload = useThrottled(
    () => void queries.invalidateQueries({ queryKey: trpc.ticket.incidents.pathKey() }),
    reloadMs,
  )
  useFeed(reload, ["ticket"], { onGap: reload })
  const rows = useMemo(() => query.data?.pages.flatMap(({ items }) => items), [query.data])
  const total = query.data?.pages[0]?.total ?? 0
  const picked = rows?.filter((row) => row.mayRetry && chosen.has(keyOf(row))) ?? []
  const run = async (items: readonly IncidentItem[]) => {
    const done = await retries.run(items)
    setChosen(new Set())
    const went = done.filter((result) => result === "went" || result === "gone").length
    const say = went === done.length ? notify.ok : notify.warning
    say(t("outcome", { went, stuck: done.length - went }))
  }
  const columns = useIncidentColumns({
    retries,
    chosen,
    onChoose: (key) => {
      const next = new Set(chosen)
      if (!next.delete(key)) next.add(key)
      setChosen(next)
    },
    onRetry: (item) => void run([item]),
  })
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        meta={
          total > 0 && (
            <StatusChip meaning="breached" size="sm">
              {t("count", { count: total })}
            </StatusChip>
          )
        }
        actions={
          picked.length > 0 && (
            <Button isPending={retries.busy.size > 0} onPress={() => void run(picked)}>
              <RotateCw aria-hidden="true" />
              {t("retryChosen", { count: picked.length })}
            </Button>
          )
        }
      >
        <div className="flex flex-wrap gap-2 pb-2">
          <SelectField
            label={t("reason")}
            isLabelHidden
            className="w-44 max-sm:min-w-0 max-sm:flex-1"
            value={code ?? everything}
            options={[
              { value: everything, label: t("everyReason") },
              ...incidentCodes.map((value) => ({ value, label: t(`code.${value}`) })),
            ]}
            onChange={(value) => setCode(incidentCodes.find((one) => one === value) ?? null)}
          />
          <SelectField
            label={t("flow")}
            isLabelHidden
            className="w-48 max-sm:min-w-0 max-sm:flex-1"
            value={flowId ?? everything}
            options={[
              { value: everything, label: t("everyFlow") },
              ...(flows.data?.items ?? []).map((flow) => ({ value: flow.id, label: flow.name })),
            ]}
            onChange={(value) => setFlowId(value === everything ? null : value)}
          />
        </div>
      </PageHeader>
      <DataTable
        label={t("title")}
        columns={columns}
        rows={rows}
        rowKey={keyOf}
        hrefOf={(row) => `/tickets/${row.ticketId}`}
        error={query.isError && !rows ? { onRetry: () => void query.refetch() } : null}
        empty={
          code || flowId ? (
            <EmptyState
              icon={SearchX}
              title={t("noMatch.title")}
              description={t("noMatch.description")}
              action={
                <Button
                  variant="outline"
                  onPress={() => {
                    setCode(null)
                    setFlowId(null)
                  }}
                >
                  {t("noMatch.action")}
                </Button>
              }
            />
          ) : (
            <EmptyState icon={CircleCheck} title={t("empty.title")} description={t("empty.description")} />
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
