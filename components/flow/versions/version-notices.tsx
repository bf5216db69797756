"use client"

import { useQuery } from "@tanstack/react-query"
import { useFormatter, useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { Banner } from "@/components/ui/banner"
import { ButtonLink } from "@/components/ui/button-link"
import type { VersionList } from "./version-types"

const watchMs = 2000

/** What one must know before anything else: the flow takes no tickets, or tickets are on their way between versions. */
export function VersionNotices(props: { flowId: string; versions: VersionList; mayEdit: boolean }) {
  const t = useTranslations("flows.versions")
  const format = useFormatter()
  const trpc = useTRPC()
  const { flowId, versions } = props
  const migrations = useQuery({
    ...trpc.migration.list.queryOptions({ flowId }),
    enabled: props.mayEdit,
    refetchInterval: ({ state }) => (state.data?.items.some(({ state: at }) => at === "running") ? watchMs : false),
  })
  const moving = migrations.data?.items.find(({ state }) => state === "running" || state === "paused")
  const { released, release } = versions
  const isRetired = release.currentVersionId === null && released !== null
  if (!moving && !isRetired) return null
  return (
    <div className="space-y-2 border-b border-separator px-4 py-3 md:px-6">
      {isRetired && (
        <Banner meaning="warning" title={t("retired")}>
          {t("retiredHint", {
            name: released.by ?? t("somebody"),
            at: format.dateTime(released.at, { dateStyle: "medium", timeStyle: "short" }),
          })}
        </Banner>
      )}
      {moving && (
        <Banner
          meaning={moving.state === "running" ? "active" : "late"}
          title={t(moving.state === "running" ? "moving" : "movingPaused", {
            from: moving.from.number,
            to: moving.to.number,
          })}
          action={
            <ButtonLink size="sm" variant="outline" href={`/flows/${flowId}/migrations/${moving.id}`}>
              {t("watch")}
            </ButtonLink>
          }
        >
          {t("movingHint", { done: moving.counts.total - moving.counts.left, total: moving.counts.total })}
        </Banner>
      )}
    </div>
  )
}
