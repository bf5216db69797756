"use client"

import { Check, TriangleAlert, X } from "lucide-react"
import { useTranslations } from "use-intl"
import { pathKey, type RowOutcome } from "@/core/expression/rows/try-rows"
import type { Path } from "@/core/expression/rows/edit"
import { useRowsContext } from "./rows-context"

const looks = {
  holds: { icon: Check, ink: "text-ok-ink" },
  doesNot: { icon: X, ink: "text-muted" },
  failed: { icon: TriangleAlert, ink: "text-breached-ink" },
} as const satisfies Record<RowOutcome, unknown>

/** What a row or group says of the values that are being tried. */
export function RowMark({ path }: { path: Path }) {
  const t = useTranslations("designer.try")
  const { outcomes } = useRowsContext()
  const outcome = outcomes?.get(pathKey(path))
  if (!outcome) return null
  const { icon: Icon, ink } = looks[outcome]
  return (
    <p className={`flex items-center gap-1 px-1 text-xs ${ink}`}>
      <Icon className="size-3.5" strokeWidth={2.25} aria-hidden="true" />
      {t(outcome)}
    </p>
  )
}
