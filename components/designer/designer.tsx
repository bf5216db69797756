"use client"

import { useQuery } from "@tanstack/react-query"
import { SearchX } from "lucide-react"
import { useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { ButtonLink } from "@/components/ui/button-link"
import { EmptyState } from "@/components/ui/empty-state"
import { ErrorState } from "@/components/ui/error-state"
import { Skeleton } from "@/components/ui/skeleton"
import { refusalOf } from "./app-error"
import { OpenDesigner } from "./open-designer"

/** The page of one flow: its designer, and what is shown until it is there. */
export function Designer({ flowId }: { flowId: string }) {
  const t = useTranslations("designer.load")
  const trpc = useTRPC()
  // Colleagues save too; coming back to the tab is when their work is looked for.
  const flow = useQuery(trpc.flow.get.queryOptions({ flowId }, { refetchOnWindowFocus: "always" }))
  if (flow.data) return <OpenDesigner key={flow.data.id} flow={flow.data} />
  if (flow.error && refusalOf(flow.error)?.code === "NOT_FOUND") {
    return (
      <EmptyState
        icon={SearchX}
        titleAs="h1"
        title={t("notFound")}
        description={t("notFoundHint")}
        action={
          <ButtonLink href="/flows" variant="outline">
            {t("toFlows")}
          </ButtonLink>
        }
      />
    )
  }
  if (flow.error) return <ErrorState onRetry={() => void flow.refetch()} />
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- <output> belongs to a form
    <div role="status" aria-busy="true" aria-label={t("loading")} className="flex min-h-0 flex-1 flex-col">
      <div className="flex h-12 items-center justify-between border-b border-border px-4">
        <Skeleton className="h-4 w-48" />
        <Skeleton className="h-7 w-24" />
      </div>
      <div className="grid flex-1 place-items-center bg-background">
        <div className="flex items-center gap-12">
          <Skeleton className="h-16 w-52" />
          <Skeleton className="h-24 w-52 max-md:hidden" />
          <Skeleton className="h-16 w-52 max-lg:hidden" />
        </div>
      </div>
    </div>
  )
}
