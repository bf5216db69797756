import * as z from "zod"
import { dateOf, datesBetween, epochDay } from "@/core/sla/day"
import { publicHolidaySchema, type PublicHoliday } from "@/core/sla/holidays"
import type { Locale } from "@/core/text"
import { AppError } from "@/server/api/app-error"

// Public holidays come from two packages. China's from `chinese-days`, which follows the State Council's yearly notice and
// has the make-up workdays; the other package computes China by rule and knows none of them. All other countries from
// `date-holidays`. Both are loaded when first asked for: they hold tables that no other page needs.

export const holidayYearSchema = z.strictObject({
  country: z.string(),
  region: z.string().nullable(),
  year: z.int(),
  /** `unpublished`: nobody has said yet, or no longer knows, what is off in that year. */
  state: z.enum(["published", "unpublished"]),
  /** The years there is something to import of; `until` null where rules give every year. */
  known: z.strictObject({ from: z.int(), until: z.int().nullable() }),
  holidays: z.array(publicHolidaySchema),
})
export type HolidayYear = z.infer<typeof holidayYearSchema>

export const countryListSchema = z.strictObject({
  countries: z.array(
    z.strictObject({
      code: z.string(),
      name: z.string(),
      regions: z.array(z.strictObject({ code: z.string(), name: z.string() })),
    }),
  ),
})

const china = "CN"
/** The package has every year from here to the last that was announced. */
const firstChineseYear = 2004
/** Rules reach further, but calendars do not. */
const ruleYears = { from: 1970, until: null }

/** The countries whose holidays can be imported, with their regions, by name in the reader's language. */
export async function listCountries(locale: Locale): Promise<z.infer<typeof countryListSchema>> {
  const library = new (await ruleLibrary())()
  const names = new Intl.DisplayNames([locale], { type: "region", fallback: "none" })
  const sorted = new Intl.Collator(locale)
  const byName = (a: { name: string }, b: { name: string }) => sorted.compare(a.name, b.name)
  const countries = Object.entries(library.getCountries(locale)).map(([code, name]) => {
    const regions = code === china ? {} : (library.getStates(code, locale) ?? {})
    return {
      code,
      name: names.of(code) ?? name,
      regions: Object.entries(regions)
        .map(([region, regionName]) => ({ code: region, name: regionName }))
        .toSorted(byName),
    }
  })
  return { countries: countries.toSorted(byName) }
}

/** The official holidays and make-up workdays of a year. Throws INVALID for a country or region nobody knows. */
export async function holidaysOf(
  { country, region, year }: { country: string; region: string | null; year: number },
  locale: Locale,
): Promise<HolidayYear> {
  const found = country === china && region === null ? await chineseYear(year, locale) : null
  const { holidays, known } = found ?? (await ruleYear({ country, region, year }, locale))
  return { country, region, year, state: holidays.length > 0 ? "published" : "unpublished", known, holidays }
}

type Found = { holidays: PublicHoliday[]; known: HolidayYear["known"] }

const wholeDay = { fromMin: 0, toMin: 1440 }

async function chineseYear(year: number, locale: Locale): Promise<Found> {
  const { getDayDetail } = (await import("chinese-days")).default
  // An official day is named "Spring Festival,春节,4"; every other one is named after its weekday.
  const officialOn = (date: string): PublicHoliday | null => {
    const { name, work } = getDayDetail(date)
    const [en = "", zh] = name.split(",")
    if (!zh) return null
    return { date, name: locale === "zh" ? zh : en, kind: work ? "makeUp" : "holiday", ...wholeDay }
  }
  // A year that was published has its New Year's Day off.
  const isPublished = (one: number) => officialOn(`${one}-01-01`) !== null
  let until = firstChineseYear
  while (isPublished(until + 1)) until++
  const holidays = isPublished(year)
    ? datesBetween(`${year}-01-01`, `${year}-12-31`).flatMap((date) => officialOn(date) ?? [])
    : []
  return { holidays, known: { from: firstChineseYear, until } }
}

async function ruleYear(
  { country, region, year }: { country: string; region: string | null; year: number },
  locale: Locale,
): Promise<Found> {
  const Library = await ruleLibrary()
  const library = new Library()
  const regions = country in library.getCountries() ? (library.getStates(country) ?? {}) : null
  if (!regions) throw unknown("country")
  if (region !== null && !(region in regions)) throw unknown("region")
  const own = region === null ? new Library(country) : new Library(country, region)
  const holidays = own
    .getHolidays(year, locale)
    .filter(({ type }) => type === "public")
    .flatMap(({ date, start, end, name }) => daysTaken(date, (end.getTime() - start.getTime()) / 60_000, name))
    .filter(({ date }) => date.startsWith(`${year}-`))
  return { holidays, known: ruleYears }
}

/**
 * The days a holiday takes, from its local beginning ("2026-12-24 12:00:00") and its length. Festivals counted from sunset
 * begin at midnight here and end with a part of a day that belongs to the eve: that part is left out.
 */
export function daysTaken(begin: string, minutes: number, name: string): PublicHoliday[] {
  const [date = "", time = "00:00"] = begin.split(" ")
  const fromMin = Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
  if (fromMin > 0) {
    return [{ date, name, kind: "holiday", fromMin, toMin: Math.min(1440, Math.round(fromMin + minutes)) }]
  }
  // A day of a clock change has 23 or 25 hours.
  const count = Math.max(1, Math.floor((minutes + 60) / 1440))
  const last = dateOf(epochDay(date) + count - 1)
  return datesBetween(date, last).map((day) => ({ date: day, name, kind: "holiday", ...wholeDay }))
}

const ruleLibrary = async () => (await import("date-holidays")).default

const unknown = (field: "country" | "region") =>
  new AppError("INVALID", {
    problems: [
      field === "country"
        ? {
            code: "countryUnknown",
            severity: "error",
            place: { field },
            text: { en: "There are no holidays for this country.", zh: "没有该国家或地区的节假日数据。" },
          }
        : {
            code: "regionUnknown",
            severity: "error",
            place: { field },
            text: { en: "This country has no such region.", zh: "该国家没有这一地区。" },
          },
    ],
  })
