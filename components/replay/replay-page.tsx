"use client"

import { useQuery } from "@tanstack/react-query"
import { SearchX } from "lucide-react"
import { useTranslations } from "use-intl"
import { refusalOf } from "@/components/ticket/refusal"
import { useTRPC } from "@/components/trpc"
import { ButtonLink } from "@/components/ui/button-link"
import { EmptyState } from "@/components/ui/empty-state"
import { ErrorState } from "@/components/ui/error-state"
import { SkeletonPage } from "@/components/ui/skeleton"
import { Replay } from "./replay"

/** Loads a ticket for its replay. Not kept live: a trace that grows under the slider would move what one looks at. */
export function ReplayPage({ ticketId, initialSeq }: { ticketId: string; initialSeq: number | null }) {
  const t = useTranslations("ticket.notFound")
  const trpc = useTRPC()
  const query = useQuery(trpc.ticket.get.queryOptions({ ticketId }, { refetchOnWindowFocus: false }))
  if (query.data) return <Replay ticket={query.data} initialSeq={initialSeq} />
  if (!query.isError) return <SkeletonPage />
  if (refusalOf(query.error).is === "failed") return <ErrorState onRetry={() => void query.refetch()} />
  return (
    <EmptyState
      icon={SearchX}
      titleAs="h1"
      title={t("title")}
      description={t("description")}
      action={
        <ButtonLink href="/tickets" variant="outline">
          {t("action")}
        </ButtonLink>
      }
    />
  )
}
