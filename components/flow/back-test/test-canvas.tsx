"use client"

import dynamic from "next/dynamic"
import { useMemo } from "react"
import { useFormatter, useLocale, useTranslations } from "use-intl"
import type { CardLook } from "@/components/designer/canvas-types"
import { Skeleton } from "@/components/ui/skeleton"
import type { BackTest } from "./back-test-types"

const FlowPreview = dynamic(async () => (await import("@/components/designer/flow-preview")).FlowPreview, {
  ssr: false,
  loading: () => <Skeleton className="h-full rounded-none" />,
})

/** The draft that was tested, with how many tickets came to each step and would have come. */
export function TestCanvas(props: { backTest: BackTest; chosenId: string | null; onChoose: (nodeId: string) => void }) {
  const t = useTranslations("flows.backTest")
  const locale = useLocale()
  const format = useFormatter()
  const { graph, totals } = props.backTest
  const looks = useMemo(
    () =>
      new Map(
        graph.nodes.map(({ id }): [string, CardLook] => {
          const { was, would } = totals.nodes[id] ?? { was: 0, would: 0 }
          const isOther = was !== would
          const label = isOther
            ? t("fromTo", { was: format.number(was), would: format.number(would) })
            : format.number(would)
          const state = isOther ? "changed" : was > 0 ? "plain" : "ahead"
          return [id, { state, badge: would > 0 || isOther ? { label, tone: isOther ? "info" : "neutral" } : null }]
        }),
      ),
    [graph, totals, t, format],
  )
  return (
    <FlowPreview
      graph={graph}
      locale={locale}
      looks={looks}
      selectedNodeId={props.chosenId}
      onNodeClick={props.onChoose}
      isWhole
    />
  )
}
