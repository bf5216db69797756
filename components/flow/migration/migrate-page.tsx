"use client"

import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { ArrowRightLeft, Inbox } from "lucide-react"
import dynamic from "next/dynamic"
import { useState } from "react"
import { useTranslations } from "use-intl"
import { refusalOf } from "@/components/designer/app-error"
import { ReleaseFailure } from "@/components/flow/versions/release-failure"
import { useTRPC } from "@/components/trpc"
import { ButtonLink } from "@/components/ui/button-link"
import { EmptyState } from "@/components/ui/empty-state"
import { ErrorState } from "@/components/ui/error-state"
import { PageBody } from "@/components/ui/page"
import { PageHeader } from "@/components/ui/page-header"
import { SkeletonLines } from "@/components/ui/skeleton"
import { MigrationList } from "./migration-list"
import { StartButton } from "./start-button"
import { useMigrationPlan } from "./use-migration-plan"
import { WhichPanel } from "./which-panel"

// What follows the choice of versions knows every kind of step; it comes when versions are chosen.
const MapPanel = dynamic(async () => (await import("./map-panel")).MapPanel, { ssr: false })
const OutlookPanel = dynamic(async () => (await import("./outlook-panel")).OutlookPanel, { ssr: false })

/** Moves the open tickets of a version to another: which, how, what will happen, and only then the button. */
export function MigratePage({ flowId, fromId }: { flowId: string; fromId: string | null }) {
  const t = useTranslations("flows.migrate")
  const trpc = useTRPC()
  const flow = useQuery(trpc.flow.get.queryOptions({ flowId }))
  const versions = useQuery(trpc.flow.versions.queryOptions({ flowId }))
  const items = versions.data?.items ?? []
  const [chosen, setChosen] = useState<{ from: string | null; to: string | null }>({ from: fromId, to: null })
  const from = items.find(({ id }) => id === chosen.from) ?? items.find((one) => !one.current && one.openTickets > 0)
  const others = items.filter(({ id }) => id !== from?.id)
  const to = others.find(({ id }) => id === chosen.to) ?? others.find(({ current }) => current) ?? others[0]
  const { plan, ...choose } = useMigrationPlan(`${from?.id} ${to?.id}`)
  const input = { flowId, fromVersionId: from?.id ?? "", toVersionId: to?.id ?? "", plan }
  const isChosen = from !== undefined && to !== undefined
  const preview = useQuery({
    ...trpc.migration.preview.queryOptions(input),
    enabled: isChosen,
    // Another choice for one step must not blank the page; another version must.
    placeholderData: (before, query) =>
      (query?.queryKey[1] as { input?: typeof input } | undefined)?.input?.fromVersionId === from?.id
        ? keepPreviousData(before)
        : undefined,
    retry: false,
  })
  const version = (id: string | undefined) => ({
    ...trpc.flow.version.queryOptions({ versionId: id ?? "" }, { staleTime: Infinity }),
    enabled: id !== undefined,
  })
  const [source, target] = [useQuery(version(from?.id)), useQuery(version(to?.id))]
  const graphs =
    source.data && target.data
      ? { source: source.data.graph, target: target.data.graph, targetNumber: target.data.number }
      : null
  return (
    <>
      <PageHeader
        title={t("title")}
        description={flow.data && t("description", { name: flow.data.name })}
        back={{ href: `/flows/${flowId}/versions`, label: t("back") }}
        actions={
          isChosen && (
            <StartButton
              input={input}
              toNumber={to.number}
              fromNumber={from.number}
              moving={preview.data?.moves.total ?? 0}
              staying={preview.data?.refused.total ?? 0}
              isDisabled={preview.isPending || preview.isPlaceholderData || preview.isError}
            />
          )
        }
      />
      {versions.error && <ErrorState onRetry={() => void versions.refetch()} />}
      {versions.data && items.length < 2 && (
        <EmptyState
          icon={ArrowRightLeft}
          title={t("onlyOne")}
          description={t("onlyOneHint")}
          action={<ButtonLink href={`/flows/${flowId}`}>{t("back")}</ButtonLink>}
        />
      )}
      {items.length > 1 && (
        <PageBody className="space-y-4">
          <WhichPanel
            versions={items}
            fromId={from?.id ?? null}
            toId={to?.id ?? null}
            clocks={plan.clocks}
            onFrom={(id) => setChosen({ from: id, to: chosen.to })}
            onTo={(id) => setChosen({ from: from?.id ?? null, to: id })}
            onClocks={choose.chooseClocks}
          />
          {preview.error && <ReleaseFailure refusal={refusalOf(preview.error)} />}
          {isChosen && preview.isPending && <SkeletonLines lines={6} className="p-4" />}
          {preview.data?.total === 0 && from && (
            <EmptyState
              icon={Inbox}
              size="compact"
              title={t("none", { number: from.number })}
              description={t("noneHint")}
            />
          )}
          {graphs && from && preview.data && preview.data.total > 0 && (
            <>
              <MapPanel
                graphs={graphs}
                preview={preview.data}
                plan={plan}
                onNode={choose.mapNode}
                onEdge={choose.mapEdge}
              />
              <OutlookPanel graphs={graphs} preview={preview.data} fromNumber={from.number} />
            </>
          )}
          <MigrationList flowId={flowId} />
        </PageBody>
      )}
    </>
  )
}
