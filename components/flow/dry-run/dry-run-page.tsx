"use client"

import { useQuery } from "@tanstack/react-query"
import { OctagonX } from "lucide-react"
import dynamic from "next/dynamic"
import { useState } from "react"
import { useTranslations } from "use-intl"
import { refusalOf } from "@/components/ticket/refusal"
import { useTRPC } from "@/components/trpc"
import { ButtonLink } from "@/components/ui/button-link"
import { EmptyState } from "@/components/ui/empty-state"
import { ErrorState } from "@/components/ui/error-state"
import { SkeletonPage } from "@/components/ui/skeleton"

// The engine itself runs in it: all of the core that a ticket needs.
const DryRunView = dynamic(async () => (await import("./dry-run-view")).DryRunView, {
  ssr: false,
  loading: () => <SkeletonPage />,
})
const minuteMs = 60_000

/** Tries a flow's draft in the browser: the engine itself, a clock of its own, and nothing that leaves the page. */
export function DryRunPage({ flowId }: { flowId: string }) {
  const t = useTranslations("dryRun.load")
  const trpc = useTRPC()
  const [now] = useState(() => Math.floor(Date.now() / minuteMs) * minuteMs)
  // A run must not change under whoever looks at it.
  const calm = { refetchOnWindowFocus: false, refetchOnMount: "always" } as const
  const flow = useQuery(trpc.flow.get.queryOptions({ flowId }, calm))
  const calendars = useQuery(trpc.calendar.list.queryOptions(undefined, calm))
  const failed = [flow, calendars].find((query) => query.isError && !query.data)
  if (failed && refusalOf(failed.error).is !== "failed") {
    return (
      <EmptyState
        icon={OctagonX}
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
  if (failed) return <ErrorState onRetry={() => void failed.refetch()} />
  if (!flow.data || !calendars.data || flow.isFetching) return <SkeletonPage />
  return <DryRunView flow={flow.data} calendars={calendars.data.items} now={now} />
}
