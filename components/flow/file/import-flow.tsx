"use client"

import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import { useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { notify } from "@/components/ui/notify"
import type { FilePreview } from "@/server/flow/file/read-file"
import { ImportDialog } from "./import-dialog"

const nameCharsMax = 120

/** A new flow from a file. */
export function ImportFlow({ isOpen, onOpenChange }: { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }) {
  const t = useTranslations("flows.file")
  const trpc = useTRPC()
  const queries = useQueryClient()
  const router = useRouter()
  const create = useMutation(trpc.flow.createFrom.mutationOptions())
  const take = async ({ name, description, graph }: FilePreview, fileName: string) => {
    try {
      const { flowId } = await create.mutateAsync({
        name: (name.trim() || fileName.replace(/\.\w+$/, "").trim() || t("untitled")).slice(0, nameCharsMax),
        description,
        draft: graph,
      })
      await queries.invalidateQueries({ queryKey: trpc.flow.list.queryKey() })
      router.push(`/flows/${flowId}`)
    } catch (error) {
      notify.error(t("notTaken"))
      throw error
    }
  }
  return (
    <ImportDialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={t("importTitle")}
      about={t("importAbout")}
      confirmLabel={t("create")}
      onTake={take}
    />
  )
}
