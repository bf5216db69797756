"use client"

import { RotateCw } from "lucide-react"
import { useLocale, useTranslations } from "use-intl"
import type { Refusal } from "@/components/ticket/refusal"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import type { Decision } from "./decision"

/** What became of a decision that did not go through, and what to do now. */
export function DecisionBanner(props: {
  decision: Decision
  refusal: Refusal
  onRetry: () => void
  onReload: () => void
}) {
  const t = useTranslations("inbox.refusal")
  const locale = useLocale()
  const action = props.decision.actionTitle[locale]
  const { refusal } = props
  if (refusal.is === "failed") {
    return (
      <Banner
        meaning="breached"
        isAssertive
        title={t("failed.title", { action })}
        action={
          <Button size="sm" variant="outline" onPress={props.onRetry}>
            <RotateCw aria-hidden="true" />
            {t("failed.retry")}
          </Button>
        }
      >
        {t("failed.text")}
      </Banner>
    )
  }
  if (refusal.is === "refused") {
    return (
      <Banner meaning="breached" isAssertive title={t("refused.title", { action })}>
        {refusal.problems.length === 0 ? (
          <p>{t("refused.text")}</p>
        ) : (
          refusal.problems.map((problem) => <p key={problem.en}>{problem[locale]}</p>)
        )}
      </Banner>
    )
  }
  return (
    <Banner
      meaning="warning"
      isAssertive
      title={t(`${refusal.is}.title`)}
      action={
        <Button size="sm" variant="outline" onPress={props.onReload}>
          <RotateCw aria-hidden="true" />
          {t("reload")}
        </Button>
      }
    >
      {t(`${refusal.is}.text`)}
    </Banner>
  )
}
