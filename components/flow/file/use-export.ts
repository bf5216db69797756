"use client"

import { useLocale, useTranslations } from "use-intl"
import { useTRPCClient } from "@/components/trpc"
import { notify } from "@/components/ui/notify"
import { download } from "./download"

export type FileFormat = "json" | "bpmn"

/** Downloads a flow's draft, or one of its versions, as a file. */
export function useExport() {
  const t = useTranslations("flows.file")
  const locale = useLocale()
  const client = useTRPCClient()
  return async (flowId: string, versionId: string | null, format: FileFormat) => {
    try {
      download(await client.flow.export.query({ flowId, versionId, format, locale }))
    } catch {
      notify.error(t("notExported"))
    }
  }
}
