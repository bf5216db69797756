"use client"

import { ChevronRight } from "lucide-react"
import { useTranslations } from "use-intl"

/** The caller's way through the phone menu, as an ordered list. */
export function IvrPath({ path }: { path: readonly string[] }) {
  const t = useTranslations("ticket")
  if (path.length === 0) return <span className="text-muted">{t("origin.noPath")}</span>
  return (
    <ol aria-label={t("origin.ivrPath")} className="flex flex-wrap items-center gap-y-1">
      {path.map((step, index) => (
        <li key={index} className="inline-flex min-w-0 items-center">
          {index > 0 && <ChevronRight className="mx-0.5 size-3.5 shrink-0 text-muted" aria-hidden="true" />}
          <span className="truncate rounded bg-default px-1.5 py-px">{step}</span>
        </li>
      ))}
    </ol>
  )
}
