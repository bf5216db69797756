"use client"

import { useTranslations } from "use-intl"
import type { Audience } from "@/core/warning/tier"
import { useDesignerContext } from "../designer-context"

const namesShown = 2

/** Who a warning goes to, in words and with names. */
export function useAudienceText(): (audience: Audience) => string {
  const t = useTranslations("designer.audience")
  const { directory, locale } = useDesignerContext()
  return (audience) => {
    if (audience.type === "supervisor") return t("supervisor", { level: audience.level })
    if (audience.type !== "named") return t(audience.type)
    const names = audience.personIds.map((id) => directory.people.find((person) => person.id === id)?.name ?? t("gone"))
    const more = names.length - namesShown
    const shown = names.slice(0, namesShown).join(locale === "zh" ? "、" : ", ")
    return more > 0 ? `${shown} +${more}` : shown
  }
}
