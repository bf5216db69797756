"use client"

import clsx from "clsx"
import { useFormatter, useTranslations } from "use-intl"
import { statusIcon, statusInk, type Meaning } from "@/components/ui/status"
import { differences, everything, type BackTest, type Difference, type Shown } from "./back-test-types"

const meanings: Record<Difference, Meaning> = {
  rerouted: "info",
  newlyLate: "breached",
  notLate: "ok",
  otherEnd: "info",
  newIncident: "breached",
  incomparable: "warning",
}

/** How many tickets differ, and in what: each figure shows its tickets in the list below. */
export function DifferenceTiles(props: { totals: BackTest["totals"]; shown: Shown; onShow: (shown: Shown) => void }) {
  const t = useTranslations("flows.backTest")
  const format = useFormatter()
  const { totals, shown } = props
  const share = (count: number) =>
    totals.tickets === 0 ? "" : format.number(count / totals.tickets, { style: "percent", maximumFractionDigits: 1 })
  return (
    <ul className="grid grid-cols-2 gap-3 sm:grid-cols-3 xl:grid-cols-7">
      <li className="panel flex min-w-0 flex-col px-4 py-3">
        <span className="truncate text-sm text-muted">{t("difference.none")}</span>
        <span className="mt-1 text-2xl font-semibold tracking-[-0.02em] figures">{format.number(totals.same)}</span>
        <span className="mt-1 text-xs text-muted figures">{share(totals.same)}</span>
      </li>
      {differences.map((difference) => {
        const { [difference]: count = 0 } = totals.counts
        const meaning = count > 0 ? meanings[difference] : "neutral"
        const { [meaning]: Icon } = statusIcon
        const isShown = shown.difference === difference
        return (
          <li key={difference} className="min-w-0">
            <button
              type="button"
              aria-pressed={isShown}
              disabled={count === 0}
              onClick={() => props.onShow(isShown ? everything : { ...everything, difference })}
              className={clsx(
                "panel flex h-full w-full min-w-0 flex-col px-4 py-3 text-start transition-colors",
                count > 0 && "hover:border-border-strong",
                isShown && "border-accent! ring-1 ring-accent",
              )}
            >
              <span className="flex max-w-full items-center gap-1.5 text-sm text-muted">
                <Icon className={clsx("size-3.5 shrink-0", statusInk[meaning])} aria-hidden="true" />
                <span className="truncate">{t(`difference.${difference}`)}</span>
              </span>{" "}
              <span
                className={clsx(
                  "mt-1 text-2xl font-semibold tracking-[-0.02em] figures",
                  count > 0 && statusInk[meaning],
                )}
              >
                {format.number(count)}
              </span>{" "}
              <span className="mt-1 text-xs text-muted figures">{share(count)}</span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
