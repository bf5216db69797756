"use client"

import { useQuery, useQueryClient } from "@tanstack/react-query"
import clsx from "clsx"
import { GitCompareArrows, History, PencilLine } from "lucide-react"
import { useState } from "react"
import { useTranslations } from "use-intl"
import { useFeed } from "@/components/feed/use-feed"
import { useThrottled } from "@/components/ticket/use-throttled"
import { useTRPC } from "@/components/trpc"
import { ButtonLink } from "@/components/ui/button-link"
import { EmptyState } from "@/components/ui/empty-state"
import { ErrorState } from "@/components/ui/error-state"
import { PageHeader } from "@/components/ui/page-header"
import { SkeletonLines } from "@/components/ui/skeleton"
import { Time } from "@/components/ui/time"
import { VersionNotices } from "./version-notices"
import { VersionStatus } from "./version-status"
import type { Version } from "./version-types"
import { Counts, VersionView } from "./version-view"

/** Tickets come and go by the second; the counts are read again at most this often. */
const reloadMs = 5000

/** Everything that was ever published of a flow, which of it new tickets use, and who may change that. */
export function VersionHistory({ flowId }: { flowId: string }) {
  const t = useTranslations("flows.versions")
  const trpc = useTRPC()
  const queries = useQueryClient()
  const flow = useQuery(trpc.flow.get.queryOptions({ flowId }))
  const versions = useQuery(trpc.flow.versions.queryOptions({ flowId }))
  const [chosenId, setChosenId] = useState<string | null>(null)
  const reload = useThrottled(
    () => void queries.invalidateQueries({ queryKey: trpc.flow.versions.queryKey({ flowId }) }),
    reloadMs,
  )
  useFeed(reload, ["ticket"], { onGap: reload })
  const items = versions.data?.items
  const chosen = items?.find(({ id }) => id === chosenId) ?? items?.find(({ current }) => current) ?? items?.[0]
  const mayEdit = flow.data?.mayEdit ?? false
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <PageHeader
        title={t("title")}
        description={flow.data ? t("description", { name: flow.data.name }) : undefined}
        back={{ href: `/flows/${flowId}`, label: flow.data?.name ?? t("back") }}
        actions={
          chosen && (
            <>
              <ButtonLink href={`/flows/${flowId}/compare?from=${chosen.id}&to=draft`} variant="outline">
                <GitCompareArrows aria-hidden="true" />
                {t("compare")}
              </ButtonLink>
              {mayEdit && (
                <ButtonLink href={`/flows/${flowId}?restore=${chosen.id}`} variant="outline">
                  <PencilLine aria-hidden="true" />
                  {t("edit", { number: chosen.number })}
                </ButtonLink>
              )}
            </>
          )
        }
      />
      {versions.error && !versions.data && <ErrorState onRetry={() => void versions.refetch()} />}
      {items?.length === 0 && (
        <EmptyState
          icon={History}
          title={t("none")}
          description={t("noneHint")}
          action={<ButtonLink href={`/flows/${flowId}`}>{t("open")}</ButtonLink>}
        />
      )}
      {versions.data && versions.data.items.length > 0 && (
        <VersionNotices flowId={flowId} versions={versions.data} mayEdit={mayEdit} />
      )}
      {items?.length !== 0 && (versions.data || !versions.error) && (
        <div className="flex min-h-0 flex-1 max-md:flex-col">
          <nav
            aria-label={t("list")}
            className="shrink-0 overflow-y-auto border-separator p-2 max-md:max-h-60 max-md:border-b md:w-80 md:border-r"
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
          {chosen && versions.data && (
            <VersionView key={chosen.id} flowId={flowId} version={chosen} versions={versions.data} mayEdit={mayEdit} />
          )}
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
        <span className="flex min-h-5 items-center justify-between gap-2">
          <span className="text-sm font-medium">{t("version", { number: version.number })}</span>
          <VersionStatus version={version} />
        </span>
        {version.message && <span className="mt-0.5 line-clamp-2 block text-sm text-pretty">{version.message}</span>}
        <span className="mt-0.5 block truncate text-xs text-muted">
          <Time value={version.publishedAt} />
          {version.publishedBy && ` · ${version.publishedBy}`}
          {version.approvedBy && ` · ${t("approvedBy", { name: version.approvedBy })}`}
        </span>
        {version.scenarios && (
          <span
            className={clsx("block text-xs", version.scenarios.failed.length > 0 ? "text-warning-ink" : "text-muted")}
          >
            {version.scenarios.failed.length > 0
              ? t("testsFailed", {
                  count: version.scenarios.failed.length,
                  names: version.scenarios.failed.slice(0, 3).join(t("separator")),
                })
              : t("testsPassed", { count: version.scenarios.passed })}
          </span>
        )}
        <span className="block text-xs text-muted figures">
          <Counts version={version} />
        </span>
      </button>
    </li>
  )
}
