"use client"

import { useQuery } from "@tanstack/react-query"
import type { inferRouterOutputs } from "@trpc/server"
import clsx from "clsx"
import { History, PencilLine } from "lucide-react"
import dynamic from "next/dynamic"
import { useState } from "react"
import { useLocale, useTranslations } from "use-intl"
import { ChangeList } from "@/components/designer/change-list"
import { useTRPC } from "@/components/trpc"
import { ButtonLink } from "@/components/ui/button-link"
import { EmptyState } from "@/components/ui/empty-state"
import { ErrorState } from "@/components/ui/error-state"
import { PageHeader } from "@/components/ui/page-header"
import { Skeleton, SkeletonLines } from "@/components/ui/skeleton"
import { StatusChip } from "@/components/ui/status-chip"
import { Time } from "@/components/ui/time"
import type { AppRouter } from "@/server/api/router"

const FlowPreview = dynamic(async () => (await import("@/components/designer/flow-preview")).FlowPreview, {
  ssr: false,
})

type Version = inferRouterOutputs<AppRouter>["flow"]["versions"]["items"][number]

/** Everything that was ever published of a flow, and each version as it was. */
export function VersionHistory({ flowId }: { flowId: string }) {
  const t = useTranslations("flows.versions")
  const trpc = useTRPC()
  const flow = useQuery(trpc.flow.get.queryOptions({ flowId }))
  const versions = useQuery(trpc.flow.versions.queryOptions({ flowId }))
  const [chosenId, setChosenId] = useState<string | null>(null)
  const items = versions.data?.items
  const chosen = items?.find(({ id }) => id === chosenId) ?? items?.find(({ current }) => current) ?? items?.[0]
  const at = chosen && items ? items.indexOf(chosen) : -1
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <PageHeader
        title={t("title")}
        description={flow.data ? t("description", { name: flow.data.name }) : undefined}
        back={{ href: `/flows/${flowId}`, label: flow.data?.name ?? t("back") }}
        actions={
          chosen &&
          flow.data?.mayEdit && (
            <ButtonLink href={`/flows/${flowId}?restore=${chosen.id}`} variant="outline">
              <PencilLine aria-hidden="true" />
              {t("edit", { number: chosen.number })}
            </ButtonLink>
          )
        }
      />
      {versions.error && <ErrorState onRetry={() => void versions.refetch()} />}
      {items?.length === 0 && (
        <EmptyState
          icon={History}
          title={t("none")}
          description={t("noneHint")}
          action={<ButtonLink href={`/flows/${flowId}`}>{t("open")}</ButtonLink>}
        />
      )}
      {items?.length !== 0 && !versions.error && (
        <div className="flex min-h-0 flex-1 max-md:flex-col">
          <nav
            aria-label={t("title")}
            className="shrink-0 overflow-y-auto border-separator p-2 max-md:max-h-56 max-md:border-b md:w-80 md:border-r"
          >
            {items ? (
              <ol className="space-y-0.5">
                {items.map((version) => (
                  <VersionRow
                    key={version.id}
                    version={version}
                    isChosen={version.id === chosen?.id}
                    onChoose={() => setChosenId(version.id)}
                  />
                ))}
              </ol>
            ) : (
              <SkeletonLines lines={8} className="p-2" />
            )}
          </nav>
          {chosen && <VersionView key={chosen.id} version={chosen} before={items?.[at + 1] ?? null} />}
        </div>
      )}
    </div>
  )
}

function VersionRow(props: { version: Version; isChosen: boolean; onChoose: () => void }) {
  const t = useTranslations("flows.versions")
  const { version } = props
  return (
    <li>
      <button
        type="button"
        aria-current={props.isChosen ? "true" : undefined}
        onClick={props.onChoose}
        className={clsx(
          "w-full rounded-lg px-3 py-2 text-start",
          props.isChosen ? "bg-default" : "hover:bg-default/60",
        )}
      >
        <span className="flex items-center justify-between gap-2">
          <span className="text-sm font-medium">{t("version", { number: version.number })}</span>
          {version.current && (
            <StatusChip meaning="ok" size="sm">
              {t("live")}
            </StatusChip>
          )}
        </span>
        {version.message && <span className="mt-0.5 line-clamp-2 block text-sm text-pretty">{version.message}</span>}
        <span className="mt-0.5 block truncate text-xs text-muted">
          <Time value={version.publishedAt} />
          {version.publishedBy && ` · ${version.publishedBy}`}
          {version.openTickets > 0 && ` · ${t("running", { count: version.openTickets })}`}
        </span>
      </button>
    </li>
  )
}

function VersionView({ version, before }: { version: Version; before: Version | null }) {
  const t = useTranslations("flows.versions")
  const trpc = useTRPC()
  const locale = useLocale()
  const graph = useQuery(trpc.flow.version.queryOptions({ versionId: version.id }, { staleTime: Infinity }))
  const earlier = useQuery({
    ...trpc.flow.version.queryOptions({ versionId: before?.id ?? "" }, { staleTime: Infinity }),
    enabled: before !== null,
  })
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <div className="min-h-64 flex-1 bg-background">
        {graph.data && <FlowPreview graph={graph.data.graph} locale={locale} />}
        {graph.error && <ErrorState onRetry={() => void graph.refetch()} />}
        {graph.isPending && <Skeleton className="h-full rounded-none" />}
      </div>
      {before && graph.data && earlier.data && (
        <section className="max-h-44 shrink-0 overflow-y-auto border-t border-separator px-4 py-3">
          <h2 className="mb-1.5 text-xs font-medium text-muted">{t("changesSince", { number: before.number })}</h2>
          <ChangeList before={earlier.data.graph} after={graph.data.graph} locale={locale} />
        </section>
      )}
    </div>
  )
}
