"use client"

import { CirclePause, CircleSlash } from "lucide-react"
import { useTranslations } from "use-intl"
import { StatusChip } from "@/components/ui/status-chip"
import type { Meaning } from "@/components/ui/status"
import type { Migration } from "./migration-types"

const looks: Record<Migration["state"], { meaning: Meaning; icon?: typeof CirclePause }> = {
  running: { meaning: "active" },
  paused: { meaning: "late", icon: CirclePause },
  done: { meaning: "ok" },
  cancelled: { meaning: "neutral", icon: CircleSlash },
}

export function MigrationState({ state }: { state: Migration["state"] }) {
  const t = useTranslations("flows.migration.state")
  return (
    <StatusChip size="sm" {...looks[state]}>
      {t(state)}
    </StatusChip>
  )
}
