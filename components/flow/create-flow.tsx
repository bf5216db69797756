"use client"

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import clsx from "clsx"
import { FilePlus2, Workflow } from "lucide-react"
import dynamic from "next/dynamic"
import { useRouter } from "next/navigation"
import { useState } from "react"
import { useLocale, useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { Button } from "@/components/ui/button"
import { Dialog } from "@/components/ui/dialog"
import { ErrorState } from "@/components/ui/error-state"
import { notify } from "@/components/ui/notify"
import { Skeleton } from "@/components/ui/skeleton"
import { TextField } from "@/components/ui/text-field"

const FlowPreview = dynamic(async () => (await import("@/components/designer/flow-preview")).FlowPreview, {
  ssr: false,
})

const emptyKey = "empty"

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
      size="lg"
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
          <fieldset aria-label={t("starter")} className="grid gap-2 sm:grid-cols-3">
            <Choice
              isChosen={chosen === emptyKey}
              onChoose={() => setChosen(emptyKey)}
              icon={<FilePlus2 className="size-4" strokeWidth={1.75} aria-hidden="true" />}
              title={t("empty")}
              text={t("emptyHint")}
            />
            {starters.data?.map((item) => (
              <Choice
                key={item.key}
                isChosen={chosen === item.key}
                onChoose={() => setChosen(item.key)}
                icon={<Workflow className="size-4" strokeWidth={1.75} aria-hidden="true" />}
                title={item.name[locale]}
                text={item.description[locale]}
              />
            )) ?? [1, 2].map((place) => <Skeleton key={place} className="h-24" />)}
          </fieldset>
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

function Choice(props: {
  isChosen: boolean
  onChoose: () => void
  icon: React.ReactNode
  title: string
  text: string
}) {
  return (
    <label
      className={clsx(
        "relative flex cursor-pointer flex-col items-start gap-1 rounded-lg border p-3 text-start transition-colors",
        "has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus",
        props.isChosen ? "border-accent bg-accent-soft" : "border-border hover:border-border-strong",
      )}
    >
      <input
        type="radio"
        name="starter"
        checked={props.isChosen}
        onChange={props.onChoose}
        className="absolute inset-0 cursor-pointer opacity-0"
      />
      <span className="flex items-center gap-2 text-sm font-medium">
        {props.icon}
        {props.title}
      </span>
      <span className="line-clamp-3 text-xs text-pretty text-muted">{props.text}</span>
    </label>
  )
}
