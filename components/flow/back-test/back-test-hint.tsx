"use client"

import { useQuery } from "@tanstack/react-query"
import { Rewind } from "lucide-react"
import { useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { ButtonLink } from "@/components/ui/button-link"

/** Before publishing: what past tickets say of this draft, or that nobody has asked them. Nothing while that is unknown. */
export function BackTestHint({ flowId, revision }: { flowId: string; revision: number }) {
  const t = useTranslations("flows.backTest.hint")
  const trpc = useTRPC()
  const { data } = useQuery(trpc.backTest.list.queryOptions({ flowId }, { staleTime: 0 }))
  if (!data) return null
  const last = data.items.find(({ state }) => state === "done")
  const isFresh = last?.draftRevision === revision
  const text = isFresh
    ? t("fresh", { tickets: last.totals.tickets, other: last.totals.tickets - last.totals.same })
    : last
      ? t("stale")
      : t("never")
  return (
    <div className="flex items-center justify-between gap-3 rounded-lg border border-border px-3 py-2 text-sm">
      <span className="flex min-w-0 items-center gap-2">
        <Rewind className="size-4 shrink-0 text-muted" aria-hidden="true" />
        <span className="text-pretty">{text}</span>
      </span>
      <ButtonLink size="sm" variant="outline" href={`/flows/${flowId}/back-test`}>
        {isFresh ? t("look") : t("open")}
      </ButtonLink>
    </div>
  )
}
