"use client"

import { useLocale, useTranslations } from "use-intl"
import { SearchSelect } from "@/components/ui/search-select"
import type { SelectOption } from "@/components/ui/select-field"

/** The zone whose wall clock the hours are read from. */
export function ZoneField(props: {
  value: string
  error?: string
  isDisabled?: boolean
  onChange: (zone: string) => void
}) {
  const t = useTranslations("calendars.zone")
  const locale = useLocale()
  return (
    <SearchSelect
      label={t("label")}
      searchLabel={t("search")}
      description={t("help")}
      error={props.error}
      isDisabled={props.isDisabled}
      value={props.value}
      valueText={[zoneText(props.value), nameOf(props.value, locale, "shortOffset")].filter(Boolean).join(" · ")}
      load={() => zoneOptions(locale)}
      onChange={props.onChange}
    />
  )
}

export const zoneText = (zone: string): string => zone.replaceAll("_", " ")

const known = new Map<string, SelectOption[]>()

/** Every zone the browser knows, with what people call it. Made once a language: there are four hundred. */
function zoneOptions(locale: string): SelectOption[] {
  const found = known.get(locale)
  if (found) return found
  const zones = ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")]
  const options = zones.map((zone) => ({
    value: zone,
    label: zoneText(zone),
    description: [nameOf(zone, locale, "longGeneric"), nameOf(zone, locale, "shortOffset")].filter(Boolean).join(" · "),
  }))
  known.set(locale, options)
  return options
}

function nameOf(timeZone: string, locale: string, timeZoneName: "longGeneric" | "shortOffset"): string {
  try {
    const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName }).formatToParts(new Date())
    return parts.find(({ type }) => type === "timeZoneName")?.value ?? ""
  } catch {
    // A zone that this browser does not know.
    return ""
  }
}
