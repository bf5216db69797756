"use client"

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import dynamic from "next/dynamic"
import { useRouter } from "next/navigation"
import { useState } from "react"
import { useLocale, useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { Button } from "@/components/ui/button"
import { Dialog } from "@/components/ui/dialog"
import { ErrorState } from "@/components/ui/error-state"
import { notify } from "@/components/ui/notify"
import { TextField } from "@/components/ui/text-field"
import { emptyKey, StarterGallery } from "./starter-gallery"

const FlowPreview = dynamic(async () => (await import("@/components/designer/flow-preview")).FlowPreview, {
  ssr: false,
})

/** A new flow: from nothing, or from one of the starters, which can be looked at before. */
export function CreateFlow({ isOpen, onOpenChange }: { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }) {
  const t = useTranslations("flows.create")
  const trpc = useTRPC()
  const queries = useQueryClient()
  const router = useRouter()
  const locale = useLocale()
  const starters = useQuery({ ...trpc.flow.starters.queryOptions({ locale }), enabled: isOpen, staleTime: Infinity })
  const create = useMutation(trpc.flow.create.mutationOptions())
  const [chosen, setChosen] = useState(emptyKey)
  const [name, setName] = useState("")
  const [description, setDescription] = useState("")
  const starter = starters.data?.find(({ key }) => key === chosen)
  const finalName = name.trim() || (starter?.name[locale] ?? "")

  const run = async () => {
    try {
      const { flowId } = await create.mutateAsync({
        name: finalName,
        description: description.trim() || (starter?.description[locale] ?? ""),
        starter: starter?.key ?? null,
        locale,
      })
      await queries.invalidateQueries({ queryKey: trpc.flow.list.queryKey() })
      router.push(`/flows/${flowId}`)
    } catch {
      notify.error(t("failed"))
    }
  }
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      size="xl"
      title={t("title")}
      description={t("about")}
      isDismissable={!create.isPending}
      footer={
        <>
          <Button variant="outline" onPress={() => onOpenChange(false)} isDisabled={create.isPending}>
            {t("cancel")}
          </Button>
          <Button onPress={() => void run()} isDisabled={finalName === ""} isPending={create.isPending}>
            {t("confirm")}
          </Button>
        </>
      }
    >
      <div className="space-y-4">
        {starters.error ? (
          <ErrorState size="compact" onRetry={() => void starters.refetch()} />
        ) : (
          <StarterGallery starters={starters.data} chosen={chosen} onChoose={setChosen} />
        )}
        {starter && (
          <section className="h-56 overflow-hidden rounded-lg border border-border" aria-label={t("preview")}>
            <FlowPreview key={starter.key} graph={starter.draft} locale={locale} isWhole />
          </section>
        )}
        <TextField
          label={t("name")}
          value={name}
          maxLength={120}
          placeholder={starter?.name[locale]}
          onChange={setName}
        />
        <TextField
          label={t("description")}
          lines={2}
          value={description}
          maxLength={2000}
          placeholder={starter?.description[locale]}
          onChange={setDescription}
        />
      </div>
    </Dialog>
  )
}
