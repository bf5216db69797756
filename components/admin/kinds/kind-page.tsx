"use client"

import { useQuery } from "@tanstack/react-query"
import { Blocks } from "lucide-react"
import dynamic from "next/dynamic"
import { useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { EmptyState } from "@/components/ui/empty-state"
import { ErrorState } from "@/components/ui/error-state"
import { PageBody } from "@/components/ui/page"
import { PageHeader } from "@/components/ui/page-header"
import { SkeletonLines } from "@/components/ui/skeleton"

// A workbench with the rules of a kind in it; the page is there before it.
const KindEditor = dynamic(async () => (await import("./kind-editor")).KindEditor, { loading: () => <SkeletonLines /> })

/** One kind to edit; `kindId` null begins a new one. */
export function KindPage({ kindId }: { kindId: string | null }) {
  const t = useTranslations("kinds")
  const trpc = useTRPC()
  const list = useQuery(trpc.kind.list.queryOptions())
  const services = useQuery(trpc.service.list.queryOptions())
  const back = { href: "/admin/kinds", label: t("editor.back") }
  if (list.data && services.data) {
    const kind = list.data.kinds.find(({ id }) => id === kindId) ?? null
    if (kind || kindId === null) return <KindEditor kind={kind} services={services.data.services} />
    return (
      <>
        <PageHeader title={t("title")} back={back} />
        <EmptyState icon={Blocks} title={t("gone")} description={t("goneHint")} />
      </>
    )
  }
  return (
    <>
      <PageHeader title={t("title")} back={back} />
      <PageBody>
        {list.isError || services.isError ? (
          <ErrorState
            onRetry={() => {
              void list.refetch()
              void services.refetch()
            }}
          />
        ) : (
          <SkeletonLines />
        )}
      </PageBody>
    </>
  )
}
