"use client"

import { ChevronDown } from "lucide-react"
import { useTranslations } from "use-intl"
import { MenuButton } from "@/components/ui/menu"
import { presenceIcon, presenceInk, presences, type PresenceControl } from "./presence"

/** Whether calls and todos may come to this person: icon and word, never the colour alone. */
export function PresenceSwitch({ value, onChange }: PresenceControl) {
  const t = useTranslations("shell.presence")
  const Icon = presenceIcon[value]
  return (
    <MenuButton
      label={t("label", { state: t(value) })}
      groups={[
        {
          id: "presence",
          title: t("title"),
          entries: presences.map((presence) => ({
            id: presence,
            label: t(presence),
            description: t(`${presence}Hint`),
            icon: presenceIcon[presence],
            isSelected: presence === value,
            onSelect: () => onChange(presence),
          })),
        },
      ]}
    >
      <Icon className={presenceInk[value]} strokeWidth={2.25} aria-hidden="true" />
      <span className="text-foreground">{t(value)}</span>
      <ChevronDown className="text-muted" aria-hidden="true" />
    </MenuButton>
  )
}
