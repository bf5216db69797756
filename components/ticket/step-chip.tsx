"use client"

import { useQuery } from "@tanstack/react-query"
import { X } from "lucide-react"
import { useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { IconButton } from "@/components/ui/icon-button"
import type { StepFilter } from "./use-ticket-filters"

/** Says of which step the tickets of the list are, and takes that off again. */
export function StepChip({ flowId, step, onClear }: { flowId: string; step: StepFilter; onClear: () => void }) {
  const t = useTranslations("ticket.list.step")
  const trpc = useTRPC()
  const flow = useQuery(trpc.flow.get.queryOptions({ flowId }, { staleTime: 60_000 }))
  const name = flow.data?.draft.nodes.find(({ id }) => id === step.nodeId)?.name ?? step.nodeId
  return (
    <p className="flex items-center gap-1 pb-2 text-sm">
      <span className="rounded-md bg-accent-soft px-2 py-0.5 text-accent-soft-foreground">
        {t(step.what, { step: name })}
      </span>
      <IconButton size="sm" icon={X} label={t("clear")} onPress={onClear} />
    </p>
  )
}
