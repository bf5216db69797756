"use client"

import { useQuery, useQueryClient } from "@tanstack/react-query"
import { SearchX } from "lucide-react"
import { useEffect } from "react"
import { useFormatter, useTranslations } from "use-intl"
import { refusalOf } from "@/components/ticket/refusal"
import { useTRPC } from "@/components/trpc"
import { ButtonLink } from "@/components/ui/button-link"
import { EmptyState } from "@/components/ui/empty-state"
import { ErrorState } from "@/components/ui/error-state"
import { PageBody } from "@/components/ui/page"
import { PageHeader } from "@/components/ui/page-header"
import { SkeletonPage } from "@/components/ui/skeleton"
import { ProgressLine } from "@/components/ui/progress-line"
import { StatTile } from "@/components/ui/stat-tile"
import { MigrationControls } from "./migration-controls"
import { MigrationState } from "./migration-state"
import { ResultList } from "./result-list"

const watchMs = 1000

/** A move as it goes on: how far, what became of each ticket, and the means to pause or end it. */
export function MigrationPage({ flowId, migrationId }: { flowId: string; migrationId: string }) {
  const t = useTranslations("flows.migration")
  const format = useFormatter()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const query = useQuery({
    ...trpc.migration.get.queryOptions({ migrationId }),
    refetchInterval: ({ state }) => (state.data?.state === "running" ? watchMs : false),
  })
  const migration = query.data
  const looked = migration && migration.counts.total - migration.counts.left
  useEffect(() => {
    void queries.invalidateQueries({ queryKey: trpc.migration.results.pathKey() })
  }, [queries, trpc, looked])

  if (!migration) {
    if (!query.isError) return <SkeletonPage />
    if (refusalOf(query.error).is === "failed") return <ErrorState onRetry={() => void query.refetch()} />
    return (
      <EmptyState
        icon={SearchX}
        titleAs="h1"
        title={t("notFound")}
        description={t("notFoundHint")}
        action={<ButtonLink href={`/flows/${flowId}/versions/migrate`}>{t("back")}</ButtonLink>}
      />
    )
  }
  const { from, to, startedAt, startedBy, counts } = migration
  const at = format.dateTime(startedAt, { dateStyle: "medium", timeStyle: "short" })
  return (
    <>
      <PageHeader
        title={t("title", { from: from.number, to: to.number })}
        meta={<MigrationState state={migration.state} />}
        description={`${t("description", { name: startedBy ?? "?", at })} ${t(`clocks.${migration.plan.clocks}`)}`}
        back={{ href: `/flows/${flowId}/versions/migrate`, label: t("back") }}
        actions={<MigrationControls migration={migration} />}
      />
      <PageBody className="space-y-4">
        <ProgressLine
          done={counts.total - counts.left}
          total={counts.total}
          text={t("progress", { done: counts.total - counts.left, total: counts.total })}
        />
        <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
          <StatTile
            label={t("count.migrated")}
            value={counts.migrated}
            meaning={counts.migrated > 0 ? "ok" : "neutral"}
          />
          <StatTile
            label={t("count.refused")}
            value={counts.refused}
            meaning={counts.refused > 0 ? "late" : "neutral"}
          />
          <StatTile label={t("count.skipped")} value={counts.skipped} hint={t("skippedHint")} />
          <StatTile label={t("count.left")} value={counts.left} />
        </div>
        <ResultList migration={migration} />
      </PageBody>
    </>
  )
}
