"use client"

import { Power } from "lucide-react"
import { useTranslations } from "use-intl"
import { StatusChip } from "@/components/ui/status-chip"
import type { Meaning } from "@/components/ui/status"
import type { Connector } from "./connector-list"

const meaningOf: Record<Connector["state"], Meaning> = { new: "warning", up: "ok", down: "breached" }

/** How a connector is doing. Switched off says so, whatever it did last. */
export function ConnectorState({ connector }: { connector: Pick<Connector, "state" | "enabled"> }) {
  const t = useTranslations("connectors.state")
  if (!connector.enabled) {
    return (
      <StatusChip meaning="neutral" icon={Power} size="sm">
        {t("off")}
      </StatusChip>
    )
  }
  return (
    <StatusChip meaning={meaningOf[connector.state]} size="sm">
      {t(connector.state)}
    </StatusChip>
  )
}
