import type { Locale } from "@/core/text"

export type { Locale }

/** The languages the interface speaks. The first is the fallback. */
export const locales = ["en", "zh"] as const satisfies readonly Locale[]

/** Name of the cookie that remembers the choice for a year. Read by the server, written by the browser. */
export const localeCookie = "locale"

/** BCP 47 tags for `<html lang>`, Intl and React Aria: "zh" alone would let a browser pick traditional glyphs. */
export const languageTag: Record<Locale, string> = { en: "en-US", zh: "zh-CN" }

export const isLocale = (value: unknown): value is Locale => locales.some((locale) => locale === value)

/**
 * The locale for a request: the cookie when it names one of ours, else the best match of `Accept-Language`
 * (RFC 9110 §12.5.4: highest q first, order breaks ties, q=0 excludes), else English. Pure.
 */
export function pickLocale(cookie: string | undefined, acceptLanguage: string | null): Locale {
  if (isLocale(cookie)) return cookie
  const wanted = (acceptLanguage ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().toLowerCase().split(";")
      const q = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find((value) => value)
      return { language: tag.trim().split("-")[0], weight: q === undefined ? 1 : Number(q) }
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
  return wanted.map(({ language }) => language).find(isLocale) ?? locales[0]
}
