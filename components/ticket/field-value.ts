import type { Variable } from "@/core/expression/variable"
import { dayOf } from "@/core/flow/form/day"
import type { Locale } from "@/core/text"
import type { Value } from "@/core/ticket/event"

/** How a value is to be shown: the language of the page and the tenant's IANA zone. */
export type ValueStyle = {
  locale: Locale
  timeZone: string
  /** What a person is called; without it, or when it knows nobody, their id stands. */
  person?: ((id: string) => string | undefined) | undefined
}

const intlTag: Record<Locale, string> = { en: "en-US", zh: "zh-CN" }
const words = {
  en: { yes: "Yes", no: "No", separator: ", ", rows: (count: number) => `${count} ${count === 1 ? "row" : "rows"}` },
  zh: { yes: "是", no: "否", separator: "、", rows: (count: number) => `${count}行` },
} satisfies Record<Locale, unknown>

// Building an Intl formatter costs more than using it a thousand times; a list of tickets uses it a thousand times.
const formatters = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>()
function cached<T extends Intl.NumberFormat | Intl.DateTimeFormat>(key: string, make: () => T): T {
  const known = formatters.get(key)
  if (known) return known as T
  const made = make()
  formatters.set(key, made)
  return made
}

/** An amount in minor units with two decimals and grouping: 500000 → "5,000.00". */
export function formatMoney(minor: number, locale: Locale): string {
  const format = cached(
    `money:${locale}`,
    () => new Intl.NumberFormat(intlTag[locale], { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
  )
  return format.format(minor / 100)
}

/** Day and minute in the given zone. The year shows only when it is not the year of `now`. */
export function formatInstant(at: number, style: ValueStyle, now?: number): string {
  const format = (withYear: boolean) =>
    cached(
      `instant:${style.locale}:${style.timeZone}:${withYear}`,
      () =>
        new Intl.DateTimeFormat(intlTag[style.locale], {
          timeZone: style.timeZone,
          ...(withYear && { year: "numeric" }),
          month: "short",
          day: "numeric",
          hour: "2-digit",
          minute: "2-digit",
          hourCycle: "h23",
        }),
    )
  if (now === undefined) return format(true).format(at)
  const year = cached(
    `year:${style.timeZone}`,
    () => new Intl.DateTimeFormat("en-US", { timeZone: style.timeZone, year: "numeric" }),
  )
  return format(year.format(at) !== year.format(now)).format(at)
}

/** To the second, for traces: "Nov 22, 09:31:07". */
export function formatInstantExact(at: number, style: ValueStyle): string {
  const format = cached(
    `exact:${style.locale}:${style.timeZone}`,
    () =>
      new Intl.DateTimeFormat(intlTag[style.locale], {
        timeZone: style.timeZone,
        year: "numeric",
        month: "short",
        day: "numeric",
        hour: "2-digit",
        minute: "2-digit",
        second: "2-digit",
        hourCycle: "h23",
      }),
  )
  return format.format(at)
}

/** A day is a day everywhere: it is stored at midnight in UTC and never moved into a zone. */
function formatDay(value: string, locale: Locale): string {
  const day = dayOf(value)
  if (day === null) return value
  const format = cached(
    `day:${locale}`,
    () =>
      new Intl.DateTimeFormat(intlTag[locale], { timeZone: "UTC", year: "numeric", month: "short", day: "numeric" }),
  )
  return format.format(Date.parse(value))
}

function formatNumber(value: number, locale: Locale): string {
  return cached(`number:${locale}`, () => new Intl.NumberFormat(intlTag[locale], { maximumFractionDigits: 6 })).format(
    value,
  )
}

/**
 * A variable's value as people read it: money in major units, instants in the tenant's zone, the label of a closed
 * list instead of its key. Returns null for a value that is not there (null, missing, empty text or list). A value that
 * does not fit its type (an old ticket, an API client) is shown as it stands rather than hidden.
 */
export function formatValue(
  variable: (Pick<Variable, "values"> & { type: Variable["type"] | "rows"; kind?: string | undefined }) | undefined,
  value: Value | undefined,
  style: ValueStyle,
): string | null {
  if (value === null || value === undefined || value === "") return null
  const labelOf = (entry: string) =>
    variable?.values?.find((candidate) => candidate.value === entry)?.label[style.locale] ?? entry
  if (Array.isArray(value)) {
    const { separator, rows } = words[style.locale]
    if (value.length === 0) return null
    const texts = value.map((item) => (typeof item === "string" ? labelOf(item) : String(item["name"] ?? "")))
    return variable?.kind === "table" ? rows(value.length) : texts.filter(Boolean).join(separator)
  }
  if (typeof value === "boolean") return words[style.locale][value ? "yes" : "no"]
  if (typeof value === "number") {
    return variable?.type === "money" ? formatMoney(value, style.locale) : formatNumber(value, style.locale)
  }
  if (variable?.kind === "date") return formatDay(value, style.locale)
  if (variable?.kind === "person") return style.person?.(value) ?? value
  if (variable?.type === "timestamp") {
    const at = Date.parse(value)
    return Number.isNaN(at) ? value : formatInstant(at, style)
  }
  return labelOf(value)
}
