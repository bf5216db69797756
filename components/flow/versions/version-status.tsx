"use client"

import { FlaskConical } from "lucide-react"
import { useTranslations } from "use-intl"
import { StatusChip } from "@/components/ui/status-chip"
import type { Version } from "./version-types"

/** Whether new tickets use a version: all of them, a part, or none. */
export function VersionStatus({ version, isLong }: { version: Version; isLong?: boolean }) {
  const t = useTranslations("flows.versions")
  if (version.current) {
    return (
      <StatusChip meaning="ok" size="sm">
        {t("live")}
      </StatusChip>
    )
  }
  if (version.percent !== null) {
    return (
      <StatusChip meaning="info" icon={FlaskConical} size="sm">
        {t(isLong ? "candidateLong" : "candidate", { percent: version.percent })}
      </StatusChip>
    )
  }
  return isLong ? (
    <StatusChip meaning="neutral" size="sm">
      {t("former")}
    </StatusChip>
  ) : null
}
