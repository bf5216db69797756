"use client"

import dynamic from "next/dynamic"
import { useLocale, useTranslations } from "use-intl"
import type { FilePreview } from "@/server/flow/file/read-file"
import { BoundList } from "./bound-list"
import { ListedList } from "./listed-list"

const FlowPreview = dynamic(async () => (await import("@/components/designer/flow-preview")).FlowPreview, {
  ssr: false,
})

/** What a file holds, before it becomes a flow: its picture, how much there is, and what needs somebody's eye. */
export function FileView({ preview }: { preview: FilePreview }) {
  const t = useTranslations("flows.file")
  const locale = useLocale()
  const { graph, bound, listed } = preview
  const leftOut = listed.filter(({ outcome }) => outcome === "leftOut").length
  return (
    <div className="space-y-4">
      <section className="h-56 overflow-hidden rounded-lg border border-border" aria-label={t("picture")}>
        <FlowPreview graph={graph} locale={locale} isWhole />
      </section>
      <p className="text-sm text-muted figures">
        {t("counts", { steps: graph.nodes.length, routes: graph.edges.length, fields: graph.fields.length })}
      </p>
      {bound.length > 0 && (
        <section className="space-y-2" aria-label={t("names")}>
          <h3 className="text-sm font-medium">{t("names")}</h3>
          <BoundList preview={preview} />
        </section>
      )}
      {listed.length > 0 && (
        <section className="space-y-2" aria-label={t("listed.title")}>
          <h3 className="text-sm font-medium">{t("listed.title")}</h3>
          <p className="text-sm text-muted">{t("listed.counts", { changed: listed.length - leftOut, leftOut })}</p>
          <ListedList listed={listed} />
        </section>
      )}
    </div>
  )
}
