"use client"

import { useTranslations } from "use-intl"
import { StatusChip } from "@/components/ui/status-chip"
import type { RoutesTried } from "@/core/design/try-routes"
import type { ExpressionOutcome } from "@/core/expression/evaluate"
import type { Locale } from "@/core/text"
import type { SplitOfCondition } from "./split-context"

/** What came of it: the condition's own answer, and where a ticket would go. */
export function TryResult(props: {
  outcome: ExpressionOutcome
  tried: RoutesTried | null
  split: SplitOfCondition | null
  locale: Locale
}) {
  const t = useTranslations("designer.try")
  const { outcome, tried, split, locale } = props
  return (
    <div aria-live="polite" className="space-y-1.5 border-t border-separator pt-2.5">
      {outcome.ok ? (
        <StatusChip meaning={outcome.value ? "ok" : "neutral"}>{t(outcome.value ? "holds" : "doesNot")}</StatusChip>
      ) : (
        <>
          <StatusChip meaning="breached">{t("failed")}</StatusChip>
          <p className="text-xs text-pretty text-breached-ink">
            {outcome.problem.message[locale]} {outcome.problem.hint?.[locale]}
          </p>
        </>
      )}
      {split && tried && (
        <p className="text-sm text-pretty">
          {tried.failed
            ? t("stops", { route: split.nameOf(tried.failed.id), why: tried.failed.problem.message[locale] })
            : tried.taken.length === 0
              ? t("noRoute")
              : t(tried.taken.includes(split.edgeId) ? "takesThis" : "takesOther", {
                  routes: tried.taken.map((id) => `“${split.nameOf(id)}”`).join(", "),
                })}
        </p>
      )}
    </div>
  )
}
