"use client"

import { useTranslations } from "use-intl"
import { SkeletonLines } from "@/components/ui/skeleton"
import type { DraftGraph } from "@/core/flow/graph"
import { ChangeList } from "./change-list"
import { useDesignerContext, useGraph } from "./designer-context"
import type { LiveVersion } from "./publish-dialog"

/** What publishing the draft would change; for a first version, what it holds. `before` is undefined while it loads. */
export function PublishChanges({ live, before }: { live: LiveVersion; before: DraftGraph | undefined }) {
  const t = useTranslations("designer.publish")
  const { locale } = useDesignerContext()
  const graph = useGraph()
  return (
    <section>
      <h3 className="mb-1.5 text-sm font-medium">
        {live ? t("changesSince", { number: live.number }) : t("contents")}
      </h3>
      <div className="max-h-52 overflow-y-auto rounded-lg bg-surface-secondary px-3 py-2">
        {!live ? (
          <p className="text-sm">
            {t("contentsCount", {
              steps: graph.nodes.length,
              routes: graph.edges.length,
              fields: graph.fields.length,
            })}
          </p>
        ) : before ? (
          <ChangeList before={before} after={graph} locale={locale} none={t("unchanged", { number: live.number })} />
        ) : (
          <SkeletonLines lines={3} />
        )}
      </div>
    </section>
  )
}
