"use client"

import { useQuery } from "@tanstack/react-query"
import { ArrowLeftRight } from "lucide-react"
import dynamic from "next/dynamic"
import { usePathname, useSearchParams } from "next/navigation"
import { useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { ErrorState } from "@/components/ui/error-state"
import { IconButton } from "@/components/ui/icon-button"
import { PageHeader } from "@/components/ui/page-header"
import { SelectField } from "@/components/ui/select-field"
import { Skeleton } from "@/components/ui/skeleton"
import type { DraftGraph } from "@/core/flow/graph"

const GraphDiff = dynamic(async () => (await import("./graph-diff")).GraphDiff, {
  ssr: false,
  loading: () => <Skeleton className="h-full flex-1 rounded-none" />,
})
/** In the address beside the ids of versions. */
const draft = "draft"

/** Any two of a flow's versions, or one and the draft, in one picture and as a list. */
export function ComparePage({ flowId }: { flowId: string }) {
  const t = useTranslations("flows.compare")
  const trpc = useTRPC()
  const path = usePathname()
  const params = useSearchParams()
  const flow = useQuery(trpc.flow.get.queryOptions({ flowId }))
  const versions = useQuery(trpc.flow.versions.queryOptions({ flowId }))
  const items = versions.data?.items ?? []
  const options = [
    { value: draft, label: t("draft") },
    ...items.map(({ id, number, message }) => ({
      value: id,
      label: t("version", { number }),
      ...(message && { description: message }),
    })),
  ]
  const known = (name: string, otherwise: string) => {
    const asked = params.get(name)
    return options.some(({ value }) => value === asked) ? asked! : otherwise
  }
  const from = known("from", items.find(({ current }) => current)?.id ?? items[0]?.id ?? draft)
  const to = known("to", draft)
  const show = (next: { from: string; to: string }) =>
    window.history.replaceState(null, "", `${path}?${new URLSearchParams(next).toString()}`)
  const before = useGraph(from, flow.data?.draft)
  const after = useGraph(to, flow.data?.draft)
  const failed = [flow, versions, before, after].find((query) => query.isError)
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <PageHeader
        title={t("title")}
        description={flow.data ? t("description", { name: flow.data.name }) : undefined}
        back={{ href: `/flows/${flowId}/versions`, label: t("back") }}
      >
        {versions.data && (
          <div className="flex flex-wrap items-end gap-2 pb-3">
            <SelectField
              label={t("from")}
              className="w-40 md:w-56"
              options={options}
              value={from}
              onChange={(value) => show({ from: value, to })}
            />
            <IconButton icon={ArrowLeftRight} label={t("swap")} onPress={() => show({ from: to, to: from })} />
            <SelectField
              label={t("to")}
              className="w-40 md:w-56"
              options={options}
              value={to}
              onChange={(value) => show({ from, to: value })}
            />
          </div>
        )}
      </PageHeader>
      {failed ? (
        <ErrorState onRetry={() => void failed.refetch()} />
      ) : before.graph && after.graph ? (
        <GraphDiff key={`${from} ${to}`} before={before.graph} after={after.graph} />
      ) : (
        <Skeleton className="flex-1 rounded-none" />
      )}
    </div>
  )
}

/** The graph of a version, or of the draft. */
function useGraph(which: string, ofDraft: DraftGraph | undefined) {
  const trpc = useTRPC()
  const { data, isError, refetch } = useQuery({
    ...trpc.flow.version.queryOptions({ versionId: which }, { staleTime: Infinity }),
    enabled: which !== draft,
  })
  return { graph: which === draft ? ofDraft : data?.graph, isError, refetch }
}
