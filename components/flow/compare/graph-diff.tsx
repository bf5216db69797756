"use client"

import { useMemo, useState } from "react"
import { useLocale, useTranslations } from "use-intl"
import type { CardLook } from "@/components/designer/canvas-types"
import { ChangeList } from "@/components/designer/change-list"
import { FlowPreview } from "@/components/designer/flow-preview"
import { FollowStep } from "@/components/designer/follow-step"
import type { Meaning } from "@/components/ui/status"
import { StatusChip } from "@/components/ui/status-chip"
import { overlayGraphs, type Fate } from "@/core/design/overlay"
import type { DraftGraph } from "@/core/flow/graph"

const toneOf: Record<Exclude<Fate, "plain">, Meaning> = { added: "ok", removed: "breached", changed: "warning" }
const fates = ["added", "changed", "removed"] as const

/** Two drafts on one canvas, and what is different as a list; a line leads to its step. */
export function GraphDiff({ before, after }: { before: DraftGraph; after: DraftGraph }) {
  const t = useTranslations("flows.compare")
  const locale = useLocale()
  const [chosenId, setChosenId] = useState<string | null>(null)
  const overlay = useMemo(() => overlayGraphs(before, after), [before, after])
  const looks = useMemo(
    () =>
      new Map(
        [...overlay.nodes].map(([id, fate]): [string, CardLook] => [
          id,
          { state: fate, badge: fate === "plain" ? null : { label: t(`fate.${fate}`), tone: toneOf[fate] } },
        ]),
      ),
    [overlay, t],
  )
  const count = (fate: Fate) => [...overlay.nodes.values()].filter((one) => one === fate).length
  return (
    <div className="flex min-h-0 flex-1 max-md:flex-col">
      <div className="min-h-64 min-w-0 flex-1 bg-background max-md:h-80 max-md:flex-none">
        <FlowPreview
          graph={overlay.graph}
          locale={locale}
          looks={looks}
          edgeLooks={overlay.edges}
          selectedNodeId={chosenId}
          onNodeClick={setChosenId}
          isWhole
        >
          <FollowStep nodeId={chosenId} />
        </FlowPreview>
      </div>
      <aside
        aria-label={t("changes")}
        className="w-full shrink-0 space-y-3 overflow-y-auto border-separator p-4 max-md:border-t md:w-88 md:border-l"
      >
        <ul className="flex flex-wrap gap-1.5">
          {fates.map(
            (fate) =>
              count(fate) > 0 && (
                <li key={fate}>
                  <StatusChip meaning={toneOf[fate]} size="sm">
                    {t(`count.${fate}`, { count: count(fate) })}
                  </StatusChip>
                </li>
              ),
          )}
        </ul>
        <ChangeList before={before} after={after} locale={locale} none={t("none")} onChoose={setChosenId} />
      </aside>
    </div>
  )
}
