"use client"

import type { ReactNode } from "react"
import { useTranslations } from "use-intl"
import { durationText } from "@/components/call/duration-text"
import { useFigureFormat } from "@/components/call/figure-format"
import { Panel } from "@/components/ui/page"
import { AsOf } from "./as-of"
import { LevelMark } from "./level-mark"
import { levelMeaning } from "./level-meaning"
import type { Today } from "./snapshot"
import { serviceLevelTarget } from "./wait-limits"

/** The day so far, of the calls that arrived since local midnight, with the age of the figures. */
export function TodayFigures({ today }: { today: Today }) {
  const t = useTranslations("live.today")
  const format = useFigureFormat()
  const level = today.serviceLevel.B
  return (
    <Panel title={t("title")} actions={<AsOf at={today.asOf} />} isFlush className="overflow-hidden">
      <dl className="grid grid-cols-2 gap-px bg-separator sm:grid-cols-3 xl:grid-cols-6 *:bg-surface">
        <Figure
          label={t("level", { seconds: today.serviceLevelSec })}
          hint={t("levelHint", { target: format.rate(serviceLevelTarget, 0) })}
        >
          <LevelMark meaning={levelMeaning(level.value)}>{format.rate(level.value)}</LevelMark>
        </Figure>
        <Figure label={t("records")} hint={t("offered", { offered: format.count(today.offered) })}>
          {format.count(today.records)}
        </Figure>
        <Figure label={t("answered")} hint={t("direct", { direct: format.count(today.direct) })}>
          {format.count(today.answered)}
        </Figure>
        <Figure label={t("asa")} hint={t("asaHint")}>
          {format.seconds(today.asaSec.value)}
          {today.asaSec.value !== null && <Unit>{t("sec")}</Unit>}
        </Figure>
        <Figure label={t("abandonment")} hint={t("abandoned", { abandoned: format.count(today.abandonedInQueue) })}>
          {format.rate(today.abandonmentRate.value)}
        </Figure>
        <Figure label={t("talk")} hint={t("talkHint")}>
          {today.talkSec.value === null ? "—" : durationText(today.talkSec.value * 1000)}
        </Figure>
      </dl>
    </Panel>
  )
}

function Figure(props: { label: string; hint: ReactNode; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col px-4 py-3">
      <dt className="text-sm text-muted">{props.label}</dt>
      <dd className="mt-0.5 text-xl font-semibold tracking-[-0.012em] figures">{props.children}</dd>
      <dd className="mt-0.5 text-xs text-muted figures">{props.hint}</dd>
    </div>
  )
}

const Unit = ({ children }: { children: ReactNode }) => (
  <span className="ml-1 text-sm font-normal text-muted">{children}</span>
)
