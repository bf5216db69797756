"use client"

import { useRouter } from "next/navigation"
import { useLocale, useTranslations } from "use-intl"
import { locales } from "@/components/intl/locale"
import { rememberLocale } from "@/components/intl/switch-locale"
import type { MenuEntry } from "@/components/ui/menu"

/** The languages as menu entries, each in its own name. Choosing one renders the page anew on the server. */
export function useLanguageEntries(): MenuEntry[] {
  const t = useTranslations("common.languages")
  const current = useLocale()
  const router = useRouter()
  return locales.map((locale) => ({
    id: locale,
    label: t(locale),
    isSelected: locale === current,
    onSelect: () => {
      rememberLocale(locale)
      router.refresh()
    },
  }))
}
