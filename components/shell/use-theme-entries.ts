"use client"

import { Monitor, Moon, Sun } from "lucide-react"
import { useTheme } from "next-themes"
import { useTranslations } from "use-intl"
import type { MenuEntry } from "@/components/ui/menu"

const themes = [
  { id: "light", icon: Sun },
  { id: "dark", icon: Moon },
  { id: "system", icon: Monitor },
] as const

/** The themes as menu entries; for the top bar, the palette and the phone's sheet alike. */
export function useThemeEntries(): MenuEntry[] {
  const t = useTranslations("common.theme")
  const { theme, setTheme } = useTheme()
  return themes.map(({ id, icon }) => ({
    id,
    icon,
    label: t(id),
    isSelected: theme === id,
    onSelect: () => setTheme(id),
  }))
}
