"use client"

import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { notify } from "@/components/ui/notify"
import { TextField } from "@/components/ui/text-field"
import { FormSheet } from "../form-sheet"
import { useAdminForm } from "../use-admin-form"
import { capacityMax, readCapacity } from "./work-limit-fields"

/** How much work flows give to a member for whom nothing else is said. */
export function WorkLimitsSheet(props: {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  limits: { capacity: number | null }
}) {
  const t = useTranslations("members.limits")
  const m = useTranslations("members")
  const trpc = useTRPC()
  const queries = useQueryClient()
  const change = useMutation(trpc.people.setWorkLimits.mutationOptions())
  const form = useAdminForm({ capacity: props.limits.capacity === null ? "" : String(props.limits.capacity) })
  const [isTried, setTried] = useState(false)
  const capacity = readCapacity(form.draft.capacity)

  const save = async () => {
    setTried(true)
    if (capacity === undefined) {
      form.focusInvalid()
      return
    }
    const answer = await form.send(async () => {
      await change.mutateAsync({ capacity })
      await queries.invalidateQueries({ queryKey: trpc.people.pathKey() })
      return true
    })
    if (!answer) return
    notify.ok(t("saved"))
    props.onOpenChange(false)
  }
  return (
    <FormSheet
      isOpen={props.isOpen}
      onOpenChange={props.onOpenChange}
      title={t("title")}
      description={t("description")}
      submitLabel={m("save")}
      isBusy={form.isBusy}
      others={form.others}
      onSubmit={() => void save()}
    >
      <TextField
        label={t("capacity")}
        description={t("capacityHelp")}
        value={form.draft.capacity}
        onChange={form.set("capacity")}
        error={isTried && capacity === undefined ? t("invalid", { max: capacityMax }) : form.errorOf("capacity")}
        inputProps={{ inputMode: "numeric", autoComplete: "off" }}
      />
    </FormSheet>
  )
}
