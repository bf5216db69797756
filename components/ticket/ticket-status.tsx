"use client"

import { CircleCheck, CircleDot, OctagonAlert } from "lucide-react"
import { useTranslations } from "use-intl"
import { StatusChip } from "@/components/ui/status-chip"

/** Whether a ticket is going on, stuck or closed (and how it ended). */
export function TicketStatus(props: {
  status: "open" | "closed"
  openIncidents: number
  /** In words; shown instead of "closed". */
  resolution?: string | null
  size?: "sm" | "md"
}) {
  const t = useTranslations("ticket.status")
  if (props.status === "closed") {
    return (
      <StatusChip meaning="neutral" icon={CircleCheck} size={props.size}>
        {props.resolution || t("closed")}
      </StatusChip>
    )
  }
  if (props.openIncidents > 0) {
    return (
      <StatusChip meaning="breached" icon={OctagonAlert} size={props.size}>
        {t("stuck")}
      </StatusChip>
    )
  }
  return (
    <StatusChip meaning="active" icon={CircleDot} size={props.size}>
      {t("open")}
    </StatusChip>
  )
}
