"use client"

import { useState } from "react"
import { useTranslations } from "use-intl"
import { Segmented } from "@/components/designer/controls/segmented"
import { useFigureText } from "@/components/flow/layers/use-figure-text"
import { Panel } from "@/components/ui/page"
import { PairBars, type Pair } from "./pair-bars"
import type { BackTest, Totals } from "./back-test-types"
import type { TestNames } from "./use-test-names"

type Counted = "todos" | "heldMs"

/** How much more each team would have had, what would have been late, and how tickets would have ended. */
export function TestCharts({ totals, names }: { totals: BackTest["totals"]; names: TestNames }) {
  const t = useTranslations("flows.backTest")
  const { figure } = useFigureText()
  const [of, setOf] = useState<"units" | "people">("units")
  const [counted, setCounted] = useState<Counted>("todos")
  const name = of === "units" ? names.unit : names.person
  const work = Object.entries(totals[of]).map(([key, { [counted]: pair }]): Pair => ({ key, name: name(key), ...pair }))
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2 xl:grid-cols-3">
      <Panel title={t("work.title")}>
        <div className="mb-4 grid grid-cols-2 gap-2">
          <Segmented
            label={t("work.by")}
            isLabelHidden
            options={[
              { value: "units", label: t("work.units") },
              { value: "people", label: t("work.people") },
            ]}
            value={of}
            onChange={setOf}
          />
          <Segmented
            label={t("work.counted")}
            isLabelHidden
            options={[
              { value: "todos", label: t("work.todos") },
              { value: "heldMs", label: t("work.held") },
            ]}
            value={counted}
            onChange={setCounted}
          />
        </div>
        <Legend />
        <PairBars
          label={t("work.title")}
          pairs={work}
          {...(counted === "heldMs" && { formatValue: (ms: number) => figure("median", ms) })}
          none={t("work.none")}
        />
      </Panel>
      <Panel title={t("late.title")} description={t("late.hint")}>
        <Legend />
        <PairBars
          label={t("late.title")}
          pairs={[
            { key: "", name: t("late.tickets"), ...totals.late },
            ...pairsOf(totals.clocks, (key) => names.clock(key)),
          ]}
          isBad
          none={t("late.none")}
        />
      </Panel>
      <Panel title={t("ends.title")}>
        <Legend />
        <PairBars label={t("ends.title")} pairs={pairsOf(totals.ends, names.end)} none={t("ends.none")} />
        {totals.closedBoth > 0 && (
          <p className="mt-4 border-t border-separator pt-3 text-sm text-pretty text-muted">
            {t("ends.duration", {
              was: figure("median", totals.durationMs.was / totals.closedBoth),
              would: figure("median", totals.durationMs.would / totals.closedBoth),
            })}
          </p>
        )}
      </Panel>
    </div>
  )
}

const pairsOf = (pairs: Totals["ends"], name: (key: string) => string): Pair[] =>
  Object.entries(pairs).map(([key, pair]) => ({ key: `.${key}`, name: name(key), ...pair }))

function Legend() {
  const t = useTranslations("flows.backTest")
  return (
    <p className="mb-3 flex gap-4 text-xs text-muted" aria-hidden="true">
      <span className="inline-flex items-center gap-1.5">
        <span className="size-2.5 rounded-sm bg-border-strong" />
        {t("was")}
      </span>
      <span className="inline-flex items-center gap-1.5">
        <span className="size-2.5 rounded-sm bg-accent" />
        {t("would")}
      </span>
    </p>
  )
}
