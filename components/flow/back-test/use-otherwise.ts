import { useCallback } from "react"
import { useLocale, useTranslations } from "use-intl"
import type { TestedTicket } from "./back-test-types"
import type { TestNames } from "./use-test-names"

type Comparison = NonNullable<TestedTicket["comparison"]>

/** Says in sentences what would have been otherwise with a ticket. */
export function useOtherwise(names: TestNames): (comparison: Comparison) => string {
  const t = useTranslations("flows.backTest.otherwise")
  const locale = useLocale()
  return useCallback(
    ({ parting, lateWas, lateWould, endWas, endWould, newIncidents }: Comparison) => {
      const list = (keys: string[]) =>
        new Intl.ListFormat(locale, { type: "conjunction" }).format(keys.map((key) => names.clock(key)))
      const sentences: string[] = []
      if (parting) {
        const { afterNodeId, wasNodeId, wouldNodeId } = parting
        const after = afterNodeId === null ? t("start") : t("after", { step: names.step(afterNodeId) })
        const was = wasNodeId === null ? t("nowhere") : names.step(wasNodeId)
        const would = wouldNodeId === null ? t("nowhere") : names.step(wouldNodeId)
        sentences.push(t("parting", { after, was, would }))
      }
      const newlyLate = lateWould.filter((key) => !lateWas.includes(key))
      const notLate = lateWas.filter((key) => !lateWould.includes(key))
      if (newlyLate.length > 0) sentences.push(t("newlyLate", { clocks: list(newlyLate) }))
      if (notLate.length > 0) sentences.push(t("notLate", { clocks: list(notLate) }))
      if (endWas !== endWould) sentences.push(t("end", { was: names.end(endWas), would: names.end(endWould) }))
      for (const incident of newIncidents) {
        const nodeId = incident.slice(incident.indexOf(" ") + 1)
        sentences.push(t("incident", { step: names.step(nodeId) }))
      }
      return sentences.join(locale === "zh" ? "" : " ")
    },
    [t, locale, names],
  )
}
