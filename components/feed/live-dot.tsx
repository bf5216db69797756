"use client"

import clsx from "clsx"
import { useTranslations } from "use-intl"
import { useFeedState } from "./use-feed"

/** Whether what the page shows is live. Quiet while it is; says so when the line is gone and being restored. */
export function LiveDot() {
  const t = useTranslations("notification.feed")
  const state = useFeedState()
  const isLost = state === "reconnecting"
  return (
    <output title={t(state)} className="flex h-8 shrink-0 items-center gap-1.5 px-1.5 text-xs text-muted">
      <span
        aria-hidden="true"
        className={clsx(
          "size-2 rounded-full",
          state === "live" ? "bg-ok" : isLost ? "animate-pulse bg-warning" : "bg-border-strong",
        )}
      />
      <span className={isLost ? "max-md:sr-only" : "sr-only"}>{t(state)}</span>
    </output>
  )
}
