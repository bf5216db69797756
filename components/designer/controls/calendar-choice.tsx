"use client"

import Link from "next/link"
import { useTranslations } from "use-intl"
import { SelectField } from "@/components/ui/select-field"
import type { SlaPolicy } from "@/core/sla/policy"
import { useDesignerContext } from "../designer-context"

const unsaid = "unsaid"

/** By which calendar time is counted. */
export function CalendarChoice(props: {
  calendarId: SlaPolicy["calendarId"]
  /** What it means to choose none; else what counts for the flow, its people's units or the organisation. */
  unsaid?: string
  isDisabled: boolean
  onChange: (calendarId: SlaPolicy["calendarId"]) => void
}) {
  const t = useTranslations("designer.sla")
  const { calendars } = useDesignerContext()
  const usual = calendars.find(({ isDefault }) => isDefault)
  const { calendarId } = props
  const isGone = calendarId !== null && calendarId !== "always" && !calendars.some(({ id }) => id === calendarId)
  return (
    <SelectField
      label={t("calendar")}
      description={
        <Link href="/admin/calendars" target="_blank" className="text-link hover:underline">
          {t("manageCalendars")}
        </Link>
      }
      isDisabled={props.isDisabled}
      options={[
        { value: unsaid, label: props.unsaid ?? (usual ? t("usualNamed", { name: usual.name }) : t("usual")) },
        ...calendars
          .filter(({ isDefault }) => !isDefault || props.unsaid !== undefined)
          .map(({ id, name }) => ({ value: id, label: name })),
        { value: "always", label: t("always") },
      ]}
      placeholder={isGone ? t("calendarGone") : undefined}
      value={isGone ? null : (calendarId ?? unsaid)}
      onChange={(id) => props.onChange(id === unsaid ? null : id)}
    />
  )
}
