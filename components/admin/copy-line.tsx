"use client"

import { useId } from "react"
import { useTranslations } from "use-intl"
import { CopyButton } from "@/components/ui/copy-button"

/** A link, a secret or an address to carry elsewhere: readable to its end, selectable with one click, with a copy button. */
export function CopyLine(props: { label: string; value: string; description?: string; copyLabel?: string }) {
  const t = useTranslations("admin")
  const id = useId()
  return (
    <div className="space-y-1.5">
      <p id={id} className="text-sm font-medium">
        {props.label}
      </p>
      <div className="flex items-start gap-1 rounded-lg border border-border bg-surface-secondary py-1 pr-1 pl-3">
        <code aria-labelledby={id} className="min-w-0 flex-1 py-1.5 font-mono text-xs break-all select-all">
          {props.value}
        </code>
        <CopyButton value={props.value} label={props.copyLabel ?? t("copyThis", { what: props.label })} />
      </div>
      {props.description && <p className="text-xs text-pretty text-muted">{props.description}</p>}
    </div>
  )
}
