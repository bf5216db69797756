"use client"

import clsx from "clsx"
import { useFormatter, useTranslations } from "use-intl"
import { everything, type BackTest, type Shown } from "./back-test-types"
import type { TestNames } from "./use-test-names"

/** After which steps tickets would have gone another way, the most first; each shows its tickets. */
export function WhereTheyPart(props: {
  totals: BackTest["totals"]
  names: TestNames
  shown: Shown
  onShow: (shown: Shown) => void
}) {
  const t = useTranslations("flows.backTest")
  const format = useFormatter()
  const partings = Object.entries(props.totals.partings).toSorted(([, a], [, b]) => b - a)
  if (partings.length === 0) return <p className="py-4 text-center text-sm text-muted">{t("noPartings")}</p>
  return (
    <ul className="-mx-2 space-y-0.5">
      {partings.map(([after, count]) => {
        const isShown = props.shown.after === after
        return (
          <li key={after}>
            <button
              type="button"
              aria-pressed={isShown}
              onClick={() => props.onShow(isShown ? everything : { ...everything, after })}
              className={clsx(
                "flex w-full items-baseline justify-between gap-3 rounded-lg px-2 py-1.5 text-start text-sm",
                isShown ? "bg-accent-soft text-accent-soft-foreground" : "hover:bg-default",
              )}
            >
              <span className="min-w-0 truncate">
                {after === "" ? t("atStart") : t("afterStep", { step: props.names.step(after) })}
              </span>{" "}
              <span className="shrink-0 font-medium figures">{format.number(count)}</span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
