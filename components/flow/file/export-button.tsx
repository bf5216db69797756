"use client"

import { Braces, Download, Workflow } from "lucide-react"
import { useTranslations } from "use-intl"
import { MenuButton } from "@/components/ui/menu"
import { useExport } from "./use-export"

/** One version as a file. */
export function ExportButton({ flowId, versionId }: { flowId: string; versionId: string }) {
  const t = useTranslations("flows.file")
  const exportFlow = useExport()
  return (
    <MenuButton
      size="sm"
      variant="outline"
      label={t("export")}
      groups={[
        {
          id: "out",
          entries: [
            {
              id: "json",
              label: t("asJson"),
              icon: Braces,
              onSelect: () => void exportFlow(flowId, versionId, "json"),
            },
            {
              id: "bpmn",
              label: t("asBpmn"),
              icon: Workflow,
              onSelect: () => void exportFlow(flowId, versionId, "bpmn"),
            },
          ],
        },
      ]}
    >
      <Download aria-hidden="true" />
      {t("export")}
    </MenuButton>
  )
}
