"use client"

import { useMemo } from "react"
import { formatInstant, formatMoney } from "@/components/ticket/field-value"
import { conditionSentence } from "@/core/expression/rows/sentence"
import type { Variable } from "@/core/expression/variable"
import type { Locale } from "@/core/text"

/** Says conditions in the reader's words; null where their own words say it best. Each is read once. */
export function useConditionSentence(variables: readonly Variable[], locale: Locale): SayCondition {
  return useMemo(() => sayCondition(variables, locale), [variables, locale])
}

type SayCondition = (source: string) => string | null

function sayCondition(variables: readonly Variable[], locale: Locale): SayCondition {
  const said = new Map<string, string | null>()
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  return (source) => {
    const known = said.get(source)
    if (known !== undefined) return known
    const sentence = conditionSentence(source, variables, {
      locale,
      money: (minor) => formatMoney(minor, locale),
      instant: (text) => formatInstant(Date.parse(text), { locale, timeZone }),
    })
    said.set(source, sentence)
    return sentence
  }
}
