"use client"

import { Moon, Sun } from "lucide-react"
import { useTranslations } from "use-intl"
import { MenuButton } from "@/components/ui/menu"
import { useThemeEntries } from "./use-theme-entries"

/** Light, dark or as the system. The icon follows the theme by CSS: the server does not know it. */
export function ThemeSwitch() {
  const t = useTranslations("common.theme")
  return (
    <MenuButton isIconOnly label={t("label")} groups={[{ id: "theme", entries: useThemeEntries() }]}>
      <Sun className="dark:hidden" aria-hidden="true" />
      <Moon className="hidden dark:block" aria-hidden="true" />
    </MenuButton>
  )
}
