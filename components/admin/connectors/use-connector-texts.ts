"use client"

import { useTranslations } from "use-intl"
import type { SettingTexts } from "../setting-inputs"

type SettingName = Parameters<ReturnType<typeof useTranslations<"connectors.setting">>>[0]

/** Names and help of a telephone system's settings. A test holds the texts and the table of fields together. */
export function useConnectorTexts(): SettingTexts {
  const t = useTranslations("connectors.setting")
  return {
    label: (name) => t(`${name}.label` as SettingName),
    help: (name) => t(`${name}.help` as SettingName),
  }
}
