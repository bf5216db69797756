"use client"

import clsx from "clsx"
import { useTranslations } from "use-intl"
import { unitOf, type LayerName } from "./layer"

const levels = [1, 2, 3, 4] as const

/** What the colours say, in a corner of the canvas. */
export function LayerLegend({ layer }: { layer: LayerName }) {
  const t = useTranslations("flows.layers")
  const isShare = unitOf[layer] === "share"
  return (
    <figure
      aria-label={t("legend.label")}
      className="absolute top-3 left-3 rounded-xl border border-border bg-surface px-3 py-2 text-xs shadow-sm"
    >
      <figcaption className="font-medium">{t(`name.${layer}`)}</figcaption>
      <p className="mt-0.5 max-w-56 text-pretty text-muted">{t(`about.${layer}`)}</p>
      <ul className="mt-1.5 flex items-center gap-1" aria-hidden="true">
        {levels.map((level) => (
          <li
            key={level}
            className={clsx(
              "step-card--heat h-3 w-7 rounded-sm",
              `step-card--heat-${level}`,
              isShare && "step-card--heat-bad",
            )}
          />
        ))}
        <li className="ml-1 text-muted">{t(isShare ? "legend.share" : "legend.most")}</li>
      </ul>
    </figure>
  )
}
