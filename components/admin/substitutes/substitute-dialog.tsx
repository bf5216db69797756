"use client"

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useId, useState } from "react"
import { useTimeZone, useTranslations } from "use-intl"
import { dayIn } from "@/components/call/day-span"
import { SwitchInput } from "@/components/designer/controls/switch-input"
import { useTRPC } from "@/components/trpc"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Dialog } from "@/components/ui/dialog"
import { notify } from "@/components/ui/notify"
import { TextField } from "@/components/ui/text-field"
import { PeopleField } from "../people-field"
import { useAdminForm } from "../use-admin-form"

/** Who gets somebody's new work, from which day until which. */
export function SubstituteDialog(props: {
  personId: string
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}) {
  const t = useTranslations("substitutes")
  const id = useId()
  const zone = useTimeZone()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const members = useQuery(trpc.people.list.queryOptions()).data ?? []
  const setting = useMutation(trpc.people.setSubstitute.mutationOptions())
  const [today] = useState(() => dayIn(Date.now(), zone ?? "UTC"))
  const form = useAdminForm({ toId: "", from: today, until: today, isForGood: false })
  const { draft } = form
  const isComplete = draft.toId !== "" && draft.from !== "" && (draft.isForGood || draft.until !== "")
  const save = async () => {
    const { toId, from, until, isForGood } = draft
    const answer = await form.send(async () => {
      await setting.mutateAsync({ personId: props.personId, toId, from, until: isForGood ? null : until })
      await queries.invalidateQueries({ queryKey: trpc.people.substitutes.queryKey() })
      return true
    })
    if (!answer) return
    notify.ok(t("saved", { name: members.find((member) => member.id === toId)?.name ?? "" }))
    props.onOpenChange(false)
  }
  return (
    <Dialog
      isOpen={props.isOpen}
      onOpenChange={props.onOpenChange}
      title={t("setTitle")}
      description={t("setDescription")}
      isDismissable={!form.isBusy}
      footer={
        <>
          <Button variant="outline" isDisabled={form.isBusy} onPress={() => props.onOpenChange(false)}>
            {t("cancel")}
          </Button>
          <Button type="submit" form={id} isPending={form.isBusy} isDisabled={!isComplete}>
            {t("save")}
          </Button>
        </>
      }
    >
      <form
        id={id}
        noValidate
        className="space-y-4 p-0.5"
        onSubmit={(event) => {
          event.preventDefault()
          // The dialog may stand over another form, which must not be sent with it.
          event.stopPropagation()
          if (isComplete && !form.isBusy) void save()
        }}
      >
        {form.others.length > 0 && (
          <Banner meaning="breached" isAssertive>
            {form.others.join(" ")}
          </Banner>
        )}
        <PeopleField
          label={t("to")}
          isSingle
          people={members.filter((member) => member.id !== props.personId)}
          chosenIds={draft.toId ? [draft.toId] : []}
          onChange={([chosen]) => form.set("toId")(chosen ?? "")}
          error={form.errorOf("toId")}
        />
        <div className="grid gap-3 sm:grid-cols-2">
          <TextField
            label={t("from")}
            type="date"
            value={draft.from}
            onChange={form.set("from")}
            error={form.errorOf("from")}
          />
          {!draft.isForGood && (
            <TextField
              label={t("until")}
              type="date"
              value={draft.until}
              onChange={form.set("until")}
              error={form.errorOf("until")}
            />
          )}
        </div>
        <SwitchInput label={t("untilFurtherNotice")} isOn={draft.isForGood} onChange={form.set("isForGood")} />
      </form>
    </Dialog>
  )
}
