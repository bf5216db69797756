"use client"

import { useQuery } from "@tanstack/react-query"
import { OctagonX, Rewind } from "lucide-react"
import { useSearchParams } from "next/navigation"
import { useState } from "react"
import { useTranslations } from "use-intl"
import { refusalOf } from "@/components/ticket/refusal"
import { useTRPC } from "@/components/trpc"
import { ButtonLink } from "@/components/ui/button-link"
import { EmptyState } from "@/components/ui/empty-state"
import { ErrorState } from "@/components/ui/error-state"
import { PageBody } from "@/components/ui/page"
import { PageHeader } from "@/components/ui/page-header"
import { SkeletonPage } from "@/components/ui/skeleton"
import { BackTestResult } from "./back-test-result"
import { TestBar } from "./test-bar"

const watchMs = 1000

/** A flow's draft over the tickets of the last days: what would have gone otherwise, before anybody publishes it. */
export function BackTestPage({ flowId }: { flowId: string }) {
  const t = useTranslations("flows.backTest")
  const trpc = useTRPC()
  const params = useSearchParams()
  const [days, setDays] = useState(30)
  const list = useQuery(trpc.backTest.list.queryOptions({ flowId }))
  const items = list.data?.items
  const asked = params.get("test")
  const chosenId = items?.find(({ id }) => id === asked)?.id ?? items?.[0]?.id ?? null
  const query = useQuery({
    ...trpc.backTest.get.queryOptions({ backTestId: chosenId ?? "" }),
    enabled: chosenId !== null,
    refetchInterval: ({ state }) => (state.data?.state === "running" ? watchMs : false),
  })
  if (!list.data) {
    if (!list.isError) return <SkeletonPage />
    if (refusalOf(list.error).is === "failed") return <ErrorState onRetry={() => void list.refetch()} />
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
  const backTest = query.data
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        back={{ href: `/flows/${flowId}`, label: backTest?.flowName ?? t("back") }}
      >
        <TestBar flowId={flowId} items={list.data.items} chosen={backTest ?? null} days={days} onDays={setDays} />
      </PageHeader>
      <PageBody className="space-y-4">
        {chosenId === null ? (
          <EmptyState icon={Rewind} title={t("never")} description={t("neverHint")} />
        ) : backTest ? (
          <BackTestResult key={backTest.id} backTest={backTest} />
        ) : query.isError ? (
          <ErrorState onRetry={() => void query.refetch()} />
        ) : (
          <SkeletonPage />
        )}
      </PageBody>
    </>
  )
}
