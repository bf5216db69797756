"use client"

import { useTranslations } from "use-intl"
import { StatusChip } from "@/components/ui/status-chip"
import { useRequest } from "./use-request"

/** That somebody waits for a second person; nothing while nobody does. */
export function RequestChip({ flowId }: { flowId: string }) {
  const t = useTranslations("designer.approval")
  const { request } = useRequest(flowId, true)
  if (request?.state !== "open") return null
  return (
    <StatusChip meaning={request.isMine ? "neutral" : "active"} size="sm">
      {request.isMine ? t("chipMine") : t("chip")}
    </StatusChip>
  )
}
