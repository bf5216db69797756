"use client"

import { Link2Off, ShieldCheck } from "lucide-react"
import { useTranslations } from "use-intl"
import { CopyButton } from "@/components/ui/copy-button"
import { PopoverButton } from "@/components/ui/popover-button"
import { StatusChip } from "@/components/ui/status-chip"
import type { ChainResult } from "@/core/ticket/chain"

/** Whether nobody has edited the trace, as this browser has just worked out from the events themselves. */
export function ChainBadge(props: {
  result: ChainResult
  count: number
  head: string
  onShowBroken: (seq: number) => void
}) {
  const t = useTranslations("replay.chain")
  const { result } = props
  const sentence = result.ok ? t("ok", { count: props.count }) : t("broken", { seq: result.brokenSeq })
  return (
    <PopoverButton
      label={sentence}
      placement="bottom start"
      className="h-auto p-0"
      panel={(close) => (
        <div className="w-80 max-w-[calc(100vw-2rem)] space-y-3 p-4 text-sm">
          <p className="font-medium">{sentence}</p>
          <p className="text-pretty text-muted">{t(result.ok ? "okText" : "brokenText")}</p>
          <dl className="space-y-1 text-xs">
            <div>
              <dt className="text-muted">{t("head")}</dt>
              <dd className="flex items-center gap-1">
                <code className="min-w-0 flex-1 font-mono break-all">{props.head}</code>
                <CopyButton value={props.head} label={t("copy")} />
              </dd>
            </div>
          </dl>
          {!result.ok && (
            <button
              type="button"
              className="font-medium text-breached-ink underline underline-offset-2"
              onClick={() => {
                props.onShowBroken(result.brokenSeq)
                close()
              }}
            >
              {t("show", { seq: result.brokenSeq })}
            </button>
          )}
        </div>
      )}
    >
      <StatusChip meaning={result.ok ? "ok" : "breached"} icon={result.ok ? ShieldCheck : Link2Off}>
        {sentence}
      </StatusChip>
    </PopoverButton>
  )
}
