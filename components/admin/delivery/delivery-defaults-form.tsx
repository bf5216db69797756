"use client"

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { notify } from "@/components/ui/notify"
import { Skeleton } from "@/components/ui/skeleton"
import type { DeliveryDefaults } from "@/core/warning/preferences"
import { useAdminForm } from "../use-admin-form"
import { draftOfDelivery, readDelivery, type DeliveryProblem } from "./delivery-draft"
import { DeliveryFields } from "./delivery-fields"

/** When messages go out to everybody who has not decided otherwise. */
export function DeliveryDefaultsForm() {
  const trpc = useTRPC()
  const defaults = useQuery(trpc.channel.deliveryDefaults.queryOptions()).data
  return defaults ? <Form stored={defaults} /> : <Skeleton className="h-72" />
}

function Form({ stored }: { stored: DeliveryDefaults }) {
  const t = useTranslations("delivery")
  const trpc = useTRPC()
  const queries = useQueryClient()
  const saving = useMutation(trpc.channel.saveDeliveryDefaults.mutationOptions())
  const form = useAdminForm({ delivery: draftOfDelivery(stored) })
  const [problems, setProblems] = useState<ReadonlySet<DeliveryProblem>>(new Set())
  const save = async () => {
    const read = readDelivery(form.draft.delivery)
    setProblems(read.problems)
    if (read.problems.size > 0) return form.focusInvalid()
    const answer = await form.send(async () => {
      await saving.mutateAsync(read.value)
      await queries.invalidateQueries({ queryKey: trpc.channel.deliveryDefaults.queryKey() })
      return true
    })
    if (answer) notify.ok(t("saved"))
  }
  return (
    <form
      noValidate
      className="max-w-4xl space-y-4"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      {form.others.length > 0 && (
        <Banner meaning="breached" isAssertive>
          {form.others.join(" ")}
        </Banner>
      )}
      <DeliveryFields
        isWide
        draft={form.draft.delivery}
        problems={problems}
        onChange={(draft) => {
          form.set("delivery")(draft)
          setProblems(new Set())
        }}
      />
      <Button type="submit" isPending={form.isBusy}>
        {t("save")}
      </Button>
    </form>
  )
}
