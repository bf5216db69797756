"use client"

import { useMutation, useQueryClient } from "@tanstack/react-query"
import Link from "next/link"
import { useRouter } from "next/navigation"
import { useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { notify } from "@/components/ui/notify"
import { TextField } from "@/components/ui/text-field"
import { FormSheet } from "../form-sheet"
import { RemoveButton } from "../remove-button"
import { useAdminForm } from "../use-admin-form"
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
      <section>
        <h3 className="text-sm font-medium">{t("uses")}</h3>
        {calendar.uses.length === 0 ? (
          <p className="mt-1 text-sm text-muted">{t(calendar.isDefault ? "usedAsDefault" : "unused")}</p>
        ) : (
          <ul className="mt-1 space-y-1 text-sm">
            {calendar.uses.map((use) => (
              <li key={`${use.type} ${use.id ?? "hidden"}`}>
                {use.type === "unit" ? (
                  <Link href="/admin/members/units" className="text-link hover:underline">
                    {t("unit", { name: use.name })}
                  </Link>
                ) : use.id === null ? (
                  <span className="text-muted">{t("hiddenFlow")}</span>
                ) : (
                  <Link href={`/flows/${use.id}`} className="text-link hover:underline">
                    {t("flow", { name: use.name ?? "" })}
                  </Link>
                )}
              </li>
            ))}
          </ul>
        )}
      </section>
    </FormSheet>
  )
}
