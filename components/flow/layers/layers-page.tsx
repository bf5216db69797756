"use client"

import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { Layers as LayersIcon } from "lucide-react"
import dynamic from "next/dynamic"
import { useMemo, useState } from "react"
import { useLocale, useTranslations } from "use-intl"
import { useFeed } from "@/components/feed/use-feed"
import { useThrottled } from "@/components/ticket/use-throttled"
import { useTRPC } from "@/components/trpc"
import { Banner } from "@/components/ui/banner"
import { ButtonLink } from "@/components/ui/button-link"
import { EmptyState } from "@/components/ui/empty-state"
import { ErrorState } from "@/components/ui/error-state"
import { PageHeader } from "@/components/ui/page-header"
import { Skeleton } from "@/components/ui/skeleton"
import { LayerBar } from "./layer-bar"
import { LayerLegend } from "./layer-legend"
import { heatOf, valueOf } from "./layer"
import { StepFigures } from "./step-figures"
import { StepRanking } from "./step-ranking"
import { useFigureText } from "./use-figure-text"
import { rangeOf, useLayerView } from "./use-layer-view"

const FlowPreview = dynamic(async () => (await import("@/components/designer/flow-preview")).FlowPreview, {
  ssr: false,
})
/** Tickets move by the second; the figures are worked out again at most this often. */
const reloadMs = 5000

/** A published flow with what happens at each of its steps laid over it: where tickets are, how long, how late. */
export function LayersPage({ flowId }: { flowId: string }) {
  const t = useTranslations("flows.layers")
  const locale = useLocale()
  const trpc = useTRPC()
  const [now, setNow] = useState(() => Date.now())
  const view = useLayerView(now)
  const { layer, versionId } = view
  const [chosenId, setChosenId] = useState<string | null>(null)
  const versions = useQuery(trpc.flow.versions.queryOptions({ flowId }))
  const items = versions.data?.items
  const shown = items?.find(({ id }) => id === versionId) ?? items?.find(({ current }) => current) ?? items?.[0] ?? null
  const graph = useQuery({
    ...trpc.flow.version.queryOptions({ versionId: shown?.id ?? "" }, { staleTime: Infinity }),
    enabled: shown !== null,
  })
  const range = rangeOf(view, now)
  const layers = useQuery({
    ...trpc.flow.layers.queryOptions({ flowId, versionId: versionId ? (shown?.id ?? null) : null, ...range! }),
    enabled: range !== null && shown !== null,
    placeholderData: keepPreviousData,
    // The range ends in the next minute: within it the same question has another answer.
    staleTime: 0,
  })
  const { refetch } = layers
  const reload = useThrottled(() => {
    setNow(Date.now())
    void refetch()
  }, reloadMs)
  useFeed(reload, ["ticket"], { onGap: reload })

  const nodes = graph.data?.graph.nodes
  const figureText = useFigureText()
  const figures = useMemo(() => new Map(layers.data?.nodes.map((node) => [node.nodeId, node])), [layers.data])
  const looks = useMemo(() => {
    if (!nodes || !layers.data) return null
    const highest = Math.max(...nodes.map(({ id }) => valueOf(figures.get(id), layer) ?? 0))
    return new Map(
      nodes.map(({ id }) => {
        const own = figures.get(id)
        const value = valueOf(own, layer)
        const heat = heatOf(value, highest, layer)
        const isLate = layer === "here" && (own?.hereLate ?? 0) > 0
        const tone = isLate
          ? ("late" as const)
          : heat?.isBad && heat.level > 1
            ? ("breached" as const)
            : ("neutral" as const)
        const badge = heat ? { label: figureText.badge(layer, value), tone } : null
        return [id, { state: "plain" as const, badge, ...(heat && { heat }) }]
      }),
    )
  }, [nodes, layers.data, figures, layer, figureText])
  const chosen = nodes?.find(({ id }) => id === chosenId) ?? null
  const elsewhere = layers.data?.nodes.filter((one) => one.here > 0 && !nodes?.some(({ id }) => id === one.nodeId))
  const missing = elsewhere?.reduce((sum, { here }) => sum + here, 0) ?? 0

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <PageHeader
        title={t("title")}
        description={graph.data ? t("description", { name: graph.data.flowName }) : undefined}
        back={{ href: `/flows/${flowId}`, label: graph.data?.flowName ?? t("back") }}
      >
        {items && items.length > 0 && <LayerBar view={view} versions={items} isWrong={range === null} now={now} />}
      </PageHeader>
      {versions.error && !versions.data && <ErrorState onRetry={() => void versions.refetch()} />}
      {items?.length === 0 && (
        <EmptyState
          icon={LayersIcon}
          title={t("none")}
          description={t("noneHint")}
          action={<ButtonLink href={`/flows/${flowId}`}>{t("open")}</ButtonLink>}
        />
      )}
      {items?.length !== 0 && !versions.error && (
        <div className="flex min-h-0 flex-1 max-md:flex-col">
          <div className="relative min-h-64 min-w-0 flex-1 bg-background max-md:h-80 max-md:flex-none">
            {graph.data ? (
              <FlowPreview
                graph={graph.data.graph}
                locale={locale}
                looks={looks}
                selectedNodeId={chosenId}
                onNodeClick={setChosenId}
                isWhole
              />
            ) : (
              <Skeleton className="h-full rounded-none" />
            )}
            <LayerLegend layer={layer} />
          </div>
          <aside
            aria-label={chosen ? t("stepFigures") : t("ranking")}
            className="w-full shrink-0 space-y-4 overflow-y-auto border-separator p-4 max-md:border-t md:w-88 md:border-l"
          >
            {layers.error && !layers.data && <ErrorState onRetry={() => void layers.refetch()} />}
            {layers.data && !layers.data.isCurrent && <Banner meaning="info">{t("counting")}</Banner>}
            {missing > 0 && <Banner meaning="info">{t("elsewhere", { count: missing })}</Banner>}
            {chosen && range ? (
              <StepFigures
                flowId={flowId}
                node={chosen}
                figures={figures.get(chosen.id)}
                range={range}
                onBack={() => setChosenId(null)}
              />
            ) : (
              nodes &&
              layers.data && (
                <StepRanking
                  nodes={nodes}
                  layers={layers.data}
                  layer={layer}
                  figures={figures}
                  onChoose={setChosenId}
                />
              )
            )}
            {!layers.data && !layers.error && <Skeleton className="h-64" />}
          </aside>
        </div>
      )}
    </div>
  )
}
