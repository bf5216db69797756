"use client"

import { useLocale, useTranslations } from "use-intl"
import type { Refusal } from "@/components/designer/app-error"
import { Banner } from "@/components/ui/banner"

/** Why a release did not change, in words; null is a server that did not answer. */
export function ReleaseFailure({ refusal }: { refusal: Refusal | null }) {
  const t = useTranslations("flows.release.failure")
  const tVersions = useTranslations("flows.versions")
  const locale = useLocale()
  if (!refusal) return <Banner meaning="breached" isAssertive title={t("unreachable")} />
  if (refusal.code === "CONFLICT") {
    const name = refusal.detail["publishedBy"] ?? tVersions("somebody")
    return (
      <Banner meaning="late" isAssertive title={t("conflict", { name: String(name) })}>
        {t("conflictHint")}
      </Banner>
    )
  }
  if (refusal.code === "FORBIDDEN") return <Banner meaning="breached" isAssertive title={t("forbidden")} />
  return (
    <Banner meaning="breached" isAssertive title={t("refused")}>
      <ul className="list-disc pl-4">
        {refusal.problems.slice(0, 5).map((problem) => (
          <li key={problem.text.en}>
            {problem.text[locale]} {problem.hint?.[locale]}
          </li>
        ))}
      </ul>
    </Banner>
  )
}
