"use client"

import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { useLocale, useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { ErrorState } from "@/components/ui/error-state"
import { SearchSelect } from "@/components/ui/search-select"
import { SelectField } from "@/components/ui/select-field"
import { SkeletonLines } from "@/components/ui/skeleton"
import { proposeHolidays } from "@/core/sla/holidays"
import type { Calendar, CalendarDay } from "@/core/sla/policy"
import { FormSheet } from "../form-sheet"
import { HolidayProposals, UnpublishedYear } from "./holiday-proposals"

const wholeCountry = "all"
const china = "CN"
/** Zones that lie in China; whoever counts in one of them most likely wants its holidays. */
const chineseZones = new Set(["Asia/Shanghai", "Asia/Urumqi", "Asia/Chongqing", "Asia/Harbin"])

/** The public holidays of a country and year, as a list to choose from before any of it is put into the calendar. */
export function ImportSheet(props: {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  hours: Calendar
  year: number
  onImport: (days: CalendarDay[], year: number) => void
}) {
  const t = useTranslations("calendars.import")
  const locale = useLocale()
  const trpc = useTRPC()
  const [country, setCountry] = useState(chineseZones.has(props.hours.timeZone) ? china : null)
  const [region, setRegion] = useState<string | null>(null)
  const [year, setYear] = useState(props.year)
  /** Days whose tick differs from what they begin with. */
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set())
  const countries = useQuery(trpc.calendar.countries.queryOptions({ locale }, { staleTime: Infinity }))
  const wanted = { country: country ?? china, region, year, locale }
  const holidays = useQuery(
    trpc.calendar.holidays.queryOptions(wanted, { enabled: country !== null, staleTime: Infinity }),
  )
  const chosenCountry = countries.data?.countries.find(({ code }) => code === country)
  const regions = chosenCountry?.regions ?? []
  const found = country === null ? undefined : holidays.data
  const proposals = found ? proposeHolidays(props.hours, found.holidays) : []
  const isTicked = (date: string, begins: boolean) => begins !== turned.has(date)
  const chosen = proposals.filter(
    ({ day, state }) => state !== "same" && isTicked(day.date, state === "new" || state === "changed"),
  )
  const restart = (change: () => void) => {
    change()
    setTurned(new Set())
  }
  return (
    <FormSheet
      isOpen={props.isOpen}
      onOpenChange={props.onOpenChange}
      title={t("title")}
      description={t("description")}
      submitLabel={t("submit", { count: chosen.length })}
      isBusy={false}
      isDisabled={chosen.length === 0}
      others={[]}
      onSubmit={() => {
        props.onImport(
          chosen.map(({ day }) => day),
          year,
        )
        props.onOpenChange(false)
      }}
    >
      <SearchSelect
        label={t("country")}
        searchLabel={t("searchCountry")}
        value={country}
        valueText={chosenCountry?.name ?? null}
        isDisabled={!countries.data}
        error={countries.isError ? t("noCountries") : undefined}
        load={() => (countries.data?.countries ?? []).map(({ code, name }) => ({ value: code, label: name }))}
        onChange={(code) =>
          restart(() => {
            setCountry(code)
            setRegion(null)
          })
        }
      />
      {regions.length > 0 && (
        <SelectField
          label={t("region")}
          options={[
            { value: wholeCountry, label: t("wholeCountry") },
            ...regions.map(({ code, name }) => ({ value: code, label: name })),
          ]}
          value={region ?? wholeCountry}
          onChange={(code) => restart(() => setRegion(code === wholeCountry ? null : code))}
        />
      )}
      <SelectField
        label={t("year")}
        options={[-1, 0, 1, 2].map((by) => {
          const text = String(props.year + by)
          return { value: text, label: text }
        })}
        value={String(year)}
        onChange={(text) => restart(() => setYear(Number(text)))}
      />
      {country === null ? (
        <p className="text-sm text-muted">{t("chooseFirst")}</p>
      ) : holidays.isError ? (
        <ErrorState onRetry={() => void holidays.refetch()} />
      ) : !found ? (
        <SkeletonLines lines={6} />
      ) : found.state === "unpublished" ? (
        <UnpublishedYear found={found} country={chosenCountry?.name ?? found.country} />
      ) : (
        <HolidayProposals
          proposals={proposals}
          isTicked={isTicked}
          source={t(country === china ? "sourceChina" : "sourceOthers")}
          onTurn={(date) =>
            setTurned(
              (before) => new Set(before.has(date) ? [...before].filter((one) => one !== date) : [...before, date]),
            )
          }
        />
      )}
    </FormSheet>
  )
}
