import { typeNames } from "@/core/expression/type"
import type { Variable } from "@/core/expression/variable"
import type { Locale } from "@/core/text"

const other: Record<Locale, Locale> = { en: "zh", zh: "en" }

/** Variables for a list with a search field: found by either language's name and by the key. */
export const variableOptions = (variables: readonly Variable[], locale: Locale) =>
  variables.map(({ key, label, type }) => ({
    value: key,
    label: label[locale],
    description: `${typeNames[type][locale]} · ${label[other[locale]]} · ${key}`,
  }))
