"use client"

import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import { useTimeZone, useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { SelectField } from "@/components/ui/select-field"
import { TextField } from "@/components/ui/text-field"
import type { Calendar } from "@/core/sla/policy"
import { FormSheet } from "../form-sheet"
import { useAdminForm } from "../use-admin-form"
import type { CalendarItem } from "./calendar-list"
import { ZoneField } from "./zone-field"

const workday = [{ fromMin: 540, toMin: 1080 }]
const office: Calendar["weekly"] = [workday, workday, workday, workday, workday, [], []]
const always: Calendar["weekly"] = Array.from({ length: 7 }, () => [{ fromMin: 0, toMin: 1440 }])

/** A new calendar: its name, its zone, and what it begins with. Its own page opens with it. */
export function CreateCalendar(props: {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  calendars: readonly CalendarItem[]
}) {
  const t = useTranslations("calendars.create")
  const zone = useTimeZone()
  const router = useRouter()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const create = useMutation(trpc.calendar.create.mutationOptions())
  const form = useAdminForm({ name: "", timeZone: zone ?? "UTC", begin: "office" })
  const { draft } = form
  const copied = props.calendars.find(({ id }) => id === draft.begin)?.hours
  const hours: Calendar = {
    timeZone: draft.timeZone,
    weekly: copied?.weekly ?? (draft.begin === "always" ? always : office),
    days: copied?.days ?? [],
  }
  const submit = async () => {
    const answer = await form.send(async () => {
      const made = await create.mutateAsync({ name: draft.name, hours })
      await queries.invalidateQueries({ queryKey: trpc.calendar.pathKey() })
      return made
    })
    if (answer) router.push(`/admin/calendars/${answer.calendarId}`)
  }
  return (
    <FormSheet
      isOpen={props.isOpen}
      onOpenChange={props.onOpenChange}
      title={t("title")}
      submitLabel={t("button")}
      isBusy={form.isBusy}
      others={form.others}
      onSubmit={() => void submit()}
    >
      <TextField
        label={t("name")}
        placeholder={t("namePlaceholder")}
        value={draft.name}
        maxLength={80}
        onChange={form.set("name")}
        error={form.errorOf("name")}
      />
      <ZoneField value={draft.timeZone} onChange={form.set("timeZone")} error={form.errorOf("timeZone")} />
      <SelectField
        label={t("begin")}
        options={[
          { value: "office", label: t("office") },
          { value: "always", label: t("always") },
          ...props.calendars.map(({ id, name }) => ({ value: id, label: t("copyOf", { name }) })),
        ]}
        value={draft.begin}
        onChange={form.set("begin")}
      />
    </FormSheet>
  )
}
