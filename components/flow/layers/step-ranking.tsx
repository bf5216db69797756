"use client"

import clsx from "clsx"
import { useTranslations } from "use-intl"
import { StatTile } from "@/components/ui/stat-tile"
import type { DraftNode } from "@/core/flow/graph"
import { heatOf, unitOf, valueOf, type LayerName, type Layers, type NodeFigures } from "./layer"
import { useFigureText } from "./use-figure-text"

/** The steps by the layer's value, the highest first, each with a bar: the canvas once more, as a list. */
export function StepRanking(props: {
  nodes: readonly DraftNode[]
  layers: Layers
  layer: LayerName
  figures: ReadonlyMap<string, NodeFigures>
  onChoose: (nodeId: string) => void
}) {
  const t = useTranslations("flows.layers")
  const { figure } = useFigureText()
  const { layer, layers } = props
  const rows = props.nodes
    .map((node) => ({ node, value: valueOf(props.figures.get(node.id), layer) }))
    .filter(({ value }) => value !== null && value > 0)
    .toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0))
  const highest = rows[0]?.value ?? 0
  const here = layers.nodes.reduce((sum, one) => sum + one.here, 0)
  return (
    <>
      <div className="grid grid-cols-3 gap-2">
        <StatTile label={t("opened")} value={figure("passed", layers.opened)} />
        <StatTile label={t("closed")} value={figure("passed", layers.closed)} />
        <StatTile label={t("running")} value={figure("here", here)} />
      </div>
      <section aria-label={t("by", { layer: t(`name.${layer}`) })}>
        <h2 className="mb-2 text-xs font-medium text-muted">{t("by", { layer: t(`name.${layer}`) })}</h2>
        {rows.length === 0 && (
          <p className="py-6 text-center text-sm text-pretty text-muted">{t(`empty.${unitOf[layer]}`)}</p>
        )}
        <ol className="-mx-2 space-y-0.5">
          {rows.map(({ node, value }) => (
            <li key={node.id}>
              {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label -- the step's name and figure are its label */}
              <button
                type="button"
                onClick={() => props.onChoose(node.id)}
                className="w-full rounded-lg px-2 py-1.5 text-start hover:bg-default"
              >
                <span className="flex items-baseline justify-between gap-3 text-sm">
                  <span className="truncate">{node.name || node.kind}</span>{" "}
                  <span className="shrink-0 font-medium figures">{figure(layer, value)}</span>
                </span>
                <span className="mt-1 block h-1.5 overflow-hidden rounded-full bg-default" aria-hidden="true">
                  <span
                    className={clsx(
                      "block h-full rounded-full",
                      (heatOf(value, highest, layer)?.isBad ?? false) ? "bg-breached" : "bg-accent",
                    )}
                    style={{
                      width: `${Math.max(2, (100 * (value ?? 0)) / (unitOf[layer] === "share" ? 1 : highest))}%`,
                    }}
                  />
                </span>
              </button>
            </li>
          ))}
        </ol>
      </section>
    </>
  )
}
