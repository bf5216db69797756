"use client"

import { Power } from "lucide-react"
import { useTranslations } from "use-intl"
import { StatusChip } from "@/components/ui/status-chip"
import type { Meaning } from "@/components/ui/status"
import type { Connector } from "./connector-list"

const meaningOf: Record<Connector["state"], Meaning> = { new: "warning", up: "ok", down: "breached" }

/** How a connector is doing. Switched off says so, whatever it did last. */
export function ConnectorState({ connector }: { connector: Pick<Connector, "state" | "enabled" | "lastEventAt"> }) {
  const t = useTranslations("connectors.state")
  if (!connector.enabled) {
    return (
      <StatusChip meaning="neutral" icon={Power} size="sm">
        {t("off")}
      </StatusChip>
    )
  }
  // Senders that never say "I am up" stay `new`; that their events arrive is what counts.
  if (connector.state === "new" && connector.lastEventAt !== null) {
    return (
      <StatusChip meaning="ok" size="sm">
        {t("receives")}
      </StatusChip>
    )
  }
  return (
    <StatusChip meaning={meaningOf[connector.state]} size="sm">
      {t(connector.state)}
    </StatusChip>
  )
}
