"use client"

import { useState } from "react"
import { useFormatter, useTranslations } from "use-intl"
import { Banner } from "@/components/ui/banner"
import { Panel } from "@/components/ui/page"
import { ProgressLine } from "@/components/ui/progress-line"
import { everything, type BackTest, type Shown } from "./back-test-types"
import { DifferenceTiles } from "./difference-tiles"
import { TestCanvas } from "./test-canvas"
import { TestCharts } from "./test-charts"
import { TestedTickets } from "./tested-tickets"
import { useTestNames } from "./use-test-names"
import { WhereTheyPart } from "./where-they-part"

/** What one back-test says, while it runs and after. */
export function BackTestResult({ backTest }: { backTest: BackTest }) {
  const t = useTranslations("flows.backTest")
  const format = useFormatter()
  const names = useTestNames(backTest)
  const [shown, setShown] = useState<Shown>(everything)
  const { totals, state, days, startedBy, startedAt } = backTest
  const assumed = Object.entries(totals.assumed).toSorted(([, a], [, b]) => b - a)
  const at = format.dateTime(startedAt, { dateStyle: "medium", timeStyle: "short" })
  return (
    <>
      <p className="text-sm text-muted">
        {t("about", { tickets: backTest.total, count: days, name: startedBy ?? t("gone"), at })}
      </p>
      {state === "running" && (
        <ProgressLine
          done={backTest.looked}
          total={backTest.total}
          text={t("progress", { looked: backTest.looked, total: backTest.total })}
        />
      )}
      {state === "failed" && (
        <Banner meaning="breached" title={t("failed")}>
          {t("failedHint")}
        </Banner>
      )}
      {state === "cancelled" && (
        <Banner meaning="info">{t("cancelled", { looked: backTest.looked, total: backTest.total })}</Banner>
      )}
      {!backTest.isOfDraft && <Banner meaning="warning">{t("stale")}</Banner>}
      <DifferenceTiles totals={totals} shown={shown} onShow={setShown} />
      <div className="grid gap-4 lg:grid-cols-[1fr_20rem]">
        <section aria-label={t("canvas")} className="panel relative h-64 min-w-0 overflow-hidden lg:h-80">
          <TestCanvas
            backTest={backTest}
            chosenId={shown.after}
            onChoose={(nodeId) => setShown(shown.after === nodeId ? everything : { ...everything, after: nodeId })}
          />
        </section>
        <Panel title={t("partings")} className="max-h-80 overflow-y-auto">
          <WhereTheyPart totals={totals} names={names} shown={shown} onShow={setShown} />
        </Panel>
      </div>
      <TestCharts totals={totals} names={names} />
      {assumed.length > 0 && (
        <Banner meaning="info" title={t("assumed")}>
          {t("assumedHint", {
            steps: assumed
              .map(([nodeId, count]) => t("assumedAt", { step: names.step(nodeId), count }))
              .join(t("separator")),
          })}
        </Banner>
      )}
      <TestedTickets backTest={backTest} names={names} shown={shown} onShow={setShown} />
    </>
  )
}
