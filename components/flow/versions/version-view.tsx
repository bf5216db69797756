"use client"

import { useQuery } from "@tanstack/react-query"
import dynamic from "next/dynamic"
import { useLocale, useTranslations } from "use-intl"
import { ChangeList } from "@/components/designer/change-list"
import { ExportButton } from "@/components/flow/file/export-button"
import { useTRPC } from "@/components/trpc"
import { ErrorState } from "@/components/ui/error-state"
import { Skeleton } from "@/components/ui/skeleton"
import { Time } from "@/components/ui/time"
import { VersionActions } from "./version-actions"
import { VersionStatus } from "./version-status"
import type { Version, VersionList } from "./version-types"

const FlowPreview = dynamic(async () => (await import("@/components/designer/flow-preview")).FlowPreview, {
  ssr: false,
})

/** One version: what is so of it, what can be done with it, how it looks, and what it changed. */
export function VersionView(props: { flowId: string; version: Version; versions: VersionList; mayEdit: boolean }) {
  const t = useTranslations("flows.versions")
  const trpc = useTRPC()
  const locale = useLocale()
  const { version, versions } = props
  const before = versions.items[versions.items.indexOf(version) + 1] ?? null
  const graph = useQuery(trpc.flow.version.queryOptions({ versionId: version.id }, { staleTime: Infinity }))
  const earlier = useQuery({
    ...trpc.flow.version.queryOptions({ versionId: before?.id ?? "" }, { staleTime: Infinity }),
    enabled: before !== null,
  })
  return (
    <section
      aria-label={t("version", { number: version.number })}
      className="flex min-h-0 min-w-0 flex-1 flex-col max-md:flex-none"
    >
      <div className="space-y-2.5 border-b border-separator px-4 py-3">
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <h2 className="text-sm font-semibold">{t("version", { number: version.number })}</h2>
          <VersionStatus version={version} isLong />
          <span className="text-xs text-muted">
            <Time value={version.publishedAt} />
            {version.publishedBy && ` · ${version.publishedBy}`} · <Counts version={version} />
          </span>
        </div>
        {version.message && <p className="text-sm text-pretty break-words">{version.message}</p>}
        <div className="flex flex-wrap gap-2">
          {props.mayEdit && <VersionActions flowId={props.flowId} version={version} versions={versions} />}
          <ExportButton flowId={props.flowId} versionId={version.id} />
        </div>
      </div>
      <div className="min-h-64 flex-1 bg-background max-md:h-72 max-md:flex-none">
        {graph.data && <FlowPreview graph={graph.data.graph} locale={locale} />}
        {graph.error && <ErrorState onRetry={() => void graph.refetch()} />}
        {graph.isPending && <Skeleton className="h-full rounded-none" />}
      </div>
      {before && graph.data && earlier.data && (
        <section
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and nothing in it takes the focus
          tabIndex={0}
          aria-label={t("changesSince", { number: before.number })}
          className="max-h-44 shrink-0 overflow-y-auto border-t border-separator px-4 py-3"
        >
          <h3 className="mb-1.5 text-xs font-medium text-muted">{t("changesSince", { number: before.number })}</h3>
          <ChangeList before={earlier.data.graph} after={graph.data.graph} locale={locale} />
        </section>
      )}
    </section>
  )
}

/** How many tickets began on it or were moved to it, and how many of those are over. */
export function Counts({ version: { tickets, openTickets } }: { version: Version }) {
  const t = useTranslations("flows.versions")
  return tickets === 0 ? t("unused") : t("counts", { open: openTickets, closed: tickets - openTickets })
}
