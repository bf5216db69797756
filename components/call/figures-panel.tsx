"use client"

import { ChevronRight } from "lucide-react"
import { useTranslations } from "use-intl"
import type { ReactNode } from "react"
import { Skeleton } from "@/components/ui/skeleton"
import { Time } from "@/components/ui/time"
import type { Figures } from "@/server/telephony/figures"
import { durationText } from "./duration-text"
import { useFigureFormat } from "./figure-format"

const variants = ["A", "B", "C", "D"] as const

/** As many as a report has: these figures are compared with it, not glanced at. */
const reportDigits = 2

/** The figures of the chosen days, each with what stands behind it: the sums a report of the same days prints. */
export function FiguresPanel({ figures, isRunning }: { figures: Figures & { asOf: number }; isRunning: boolean }) {
  const t = useTranslations("call.figures")
  const format = useFigureFormat()
  const { count } = format
  return (
    <section aria-label={t("label")} className="panel overflow-hidden">
      <dl className="grid grid-cols-3 gap-px bg-separator *:bg-surface lg:grid-cols-6">
        <Figure label={t("records")} hint={t("offered", { offered: count(figures.offered) })}>
          {count(figures.records)}
        </Figure>
        <Figure label={t("answered")} hint={t("direct", { direct: count(figures.direct) })}>
          {count(figures.answered)}
        </Figure>
        <Figure
          label={t("abandoned")}
          hint={t("abandonment", { rate: format.rate(figures.abandonmentRate.value, reportDigits) })}
        >
          {count(figures.abandonedInQueue)}
        </Figure>
        <Figure label={t("hungUp")} hint={t("selfServed", { selfServed: count(figures.selfServed) })}>
          {count(figures.hungUpInIvr)}
        </Figure>
        <Figure label={t("asa")} hint={t("asaHint")}>
          {format.seconds(figures.asaSec.value, reportDigits)}
          {figures.asaSec.value !== null && <span className="ml-1 text-sm font-normal text-muted">{t("sec")}</span>}
        </Figure>
        <Figure
          label={t("talk")}
          hint={
            figures.talkSec.value === null
              ? t("talkHint")
              : t("talkSec", { sec: format.seconds(figures.talkSec.value, reportDigits) })
          }
        >
          {figures.talkSec.value === null ? "—" : durationText(figures.talkSec.value * 1000)}
        </Figure>
      </dl>
      <details className="group/levels border-t border-separator">
        <summary className="flex min-h-10 cursor-pointer list-none flex-wrap items-center gap-x-4 gap-y-0.5 px-4 py-1.5 text-sm hover:bg-surface-secondary [&::-webkit-details-marker]:hidden">
          <ChevronRight
            className="-ml-1 size-4 shrink-0 text-muted transition-transform group-open/levels:rotate-90"
            aria-hidden="true"
          />
          <span className="-ml-2 text-muted">{t("levels", { seconds: figures.serviceLevelSec })}</span>
          {variants.map((variant) => (
            <span key={variant} className="inline-flex items-baseline gap-1.5">
              <span className="text-xs text-muted">{variant}</span>
              <span className="font-semibold figures">
                {format.rate(figures.serviceLevel[variant].value, reportDigits)}
              </span>
            </span>
          ))}
          <span className="ml-auto text-xs text-muted">
            {isRunning ? (
              <>
                {t("asOf")} <Time value={figures.asOf} format="seconds" />
              </>
            ) : (
              figures.open > 0 && t("open", { open: count(figures.open) })
            )}
          </span>
        </summary>
        <dl className="grid gap-px border-t border-separator bg-separator *:bg-surface sm:grid-cols-2 xl:grid-cols-4">
          {variants.map((variant) => {
            const level = figures.serviceLevel[variant]
            return (
              <div key={variant} className="px-4 py-3">
                <dt className="text-sm font-medium">{t(`level.${variant}.name`)}</dt>
                <dd className="mt-0.5 text-xs text-pretty text-muted">
                  {t(`level.${variant}.text`, { seconds: figures.serviceLevelSec })}
                </dd>
                <dd className="mt-1 text-xs figures">
                  {t("ratio", { numerator: count(level.numerator), denominator: count(level.denominator) })}
                </dd>
              </div>
            )
          })}
        </dl>
      </details>
    </section>
  )
}

function Figure(props: { label: string; hint: ReactNode; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col px-3 py-2.5 md:px-4">
      <dt className="text-xs text-muted md:text-sm">{props.label}</dt>
      <dd className="text-lg font-semibold tracking-[-0.012em] figures md:text-xl">{props.children}</dd>
      <dd className="text-xs text-muted figures max-md:hidden">{props.hint}</dd>
    </div>
  )
}

/** The figures to come. */
export function FiguresSkeleton() {
  return <Skeleton className="h-[8.25rem] rounded-lg md:h-[7.6rem]" />
}
