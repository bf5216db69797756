"use client"

import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import { useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { notify } from "@/components/ui/notify"
import { TextField } from "@/components/ui/text-field"
import { FormSheet } from "../form-sheet"
import { RemoveButton } from "../remove-button"
import { useAdminForm } from "../use-admin-form"
import { UseList } from "../use-list"
import type { CalendarItem } from "./calendar-list"

/** A calendar beside its hours: what it is called, who counts by it, and its end. */
export function CalendarSheet(props: {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  calendar: CalendarItem
}) {
  const t = useTranslations("calendars.sheet")
  const { calendar } = props
  const router = useRouter()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const rename = useMutation(trpc.calendar.rename.mutationOptions())
  const remove = useMutation(trpc.calendar.remove.mutationOptions())
  const form = useAdminForm({ name: calendar.name })
  const calendarId = calendar.id

  const save = async () => {
    const answer = await form.send(async () => {
      await rename.mutateAsync({ calendarId, name: form.draft.name })
      await queries.invalidateQueries({ queryKey: trpc.calendar.pathKey() })
      return true
    })
    if (!answer) return
    notify.ok(t("saved", { name: form.draft.name.trim() }))
    props.onOpenChange(false)
  }
  const end = async () => {
    const answer = await form.send(async () => {
      await remove.mutateAsync({ calendarId })
      return true
    })
    if (!answer) return
    notify.ok(t("removed", { name: calendar.name }))
    router.push("/admin/calendars")
    await queries.invalidateQueries({ queryKey: trpc.calendar.list.queryKey() })
  }
  return (
    <FormSheet
      isOpen={props.isOpen}
      onOpenChange={props.onOpenChange}
      title={calendar.name}
      submitLabel={t("save")}
      isBusy={form.isBusy}
      others={form.others}
      onSubmit={() => void save()}
      danger={
        <RemoveButton
          title={t("removeTitle", { name: calendar.name })}
          description={t("removeHint")}
          isDisabled={form.isBusy}
          onRemove={end}
        />
      }
    >
      <TextField
        label={t("name")}
        value={form.draft.name}
        maxLength={80}
        onChange={form.set("name")}
        error={form.errorOf("name")}
      />
      <UseList
        title={t("uses")}
        unused={t(calendar.isDefault ? "usedAsDefault" : "unused")}
        uses={calendar.uses.map((use) => {
          const key = `${use.type} ${use.id ?? "hidden"}`
          if (use.type === "unit") return { key, href: "/admin/members/units", text: t("unit", { name: use.name }) }
          return use.id === null
            ? { key, href: null, text: t("hiddenFlow") }
            : { key, href: `/flows/${use.id}`, text: t("flow", { name: use.name ?? "" }) }
        })}
      />
    </FormSheet>
  )
}
