"use client"

import { Languages } from "lucide-react"
import { useLocale, useTranslations } from "use-intl"
import { MenuButton } from "@/components/ui/menu"
import { useLanguageEntries } from "./use-language-entries"

/** 中文 or English. Shows the current one, so that it is found by people who cannot read the page. */
export function LanguageSwitch() {
  const t = useTranslations("common")
  const locale = useLocale()
  return (
    <MenuButton
      label={`${t("language")}: ${t(`languages.${locale}`)}`}
      groups={[{ id: "language", entries: useLanguageEntries() }]}
    >
      <Languages aria-hidden="true" />
      {t(`languages.${locale}`)}
    </MenuButton>
  )
}
