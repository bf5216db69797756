"use client"

import { useTranslations } from "use-intl"
import { PATH_SEPARATOR } from "@/core/call/route-call"
import type { RoutingMatch, RoutingReason } from "@/core/call/routing"

/** The conditions of a rule as words; "every call" where it has none. */
export function useConditions() {
  const t = useTranslations("routing")
  return ({ ivrPathPrefix, intent, dialled }: RoutingMatch): string[] => {
    const words = [
      ...(ivrPathPrefix ? [t("condition.ivrPath", { value: ivrPathPrefix.join(PATH_SEPARATOR) })] : []),
      ...(intent === undefined ? [] : [t("condition.intent", { value: intent })]),
      ...(dialled === undefined ? [] : [t("condition.dialled", { value: dialled })]),
    ]
    return words.length > 0 ? words : [t("every")]
  }
}

/** Why a rule matched, as one sentence's part. */
export function useReasons() {
  const t = useTranslations("routing")
  return ({ matched }: RoutingReason): string =>
    matched
      .map(({ what, value }) => (what === "any" ? t("try.any") : t(`condition.${what}`, { value })))
      .join(t("comma"))
}
