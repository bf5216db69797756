"use client"

import { useTranslations } from "use-intl"

/** How many of the tickets have been run. */
export function TestProgress({ looked, total }: { looked: number; total: number }) {
  const t = useTranslations("flows.backTest")
  const text = t("progress", { looked, total })
  return (
    <div>
      <p className="mb-1.5 text-sm text-muted figures">{text}</p>
      <div
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a progress element looks different in every browser
        role="progressbar"
        aria-label={text}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={looked}
        className="h-1.5 overflow-hidden rounded-full bg-default"
      >
        <div
          className="h-full rounded-full bg-accent transition-[width] duration-500"
          style={{ width: `${(100 * looked) / Math.max(1, total)}%` }}
        />
      </div>
    </div>
  )
}
