"use client"

import clsx from "clsx"
import { CircleAlert, CircleCheck } from "lucide-react"
import Link from "next/link"
import { useTranslations } from "use-intl"
import { useNow } from "@/components/ui/now"
import { StatusChip } from "@/components/ui/status-chip"
import type { InboxView } from "./views"

/** How long "approved #1042" stays. */
const newsMs = 8000

/** Above the list: how much there is, which view, and what became of the last actions. */
export function InboxHead(props: {
  views: readonly InboxView[]
  view: InboxView
  /** Always of one's own work, whatever the view. */
  counts: { open: number; late: number; dueSoon: number; queued: number } | undefined
  hrefOf: (view: InboxView) => string
  onView: (view: InboxView) => void
  news: { text: string; href: string; at: number } | null
  /** Decisions that did not go through. */
  unsent: readonly { key: string; number: number }[]
  onShow: (key: string) => void
}) {
  const t = useTranslations("inbox")
  const now = useNow()
  const { counts, news } = props
  const isFresh = news !== null && now - news.at < newsMs
  return (
    <header className="border-b border-separator px-4 pt-4">
      <div className="flex min-h-7 flex-wrap items-center gap-x-2 gap-y-1">
        <h1 className="mr-1 text-xl font-semibold tracking-[-0.012em]">{t("title")}</h1>
        {counts && counts.late > 0 && (
          <StatusChip meaning="late" size="sm">
            {t("counts.late", { count: counts.late })}
          </StatusChip>
        )}
        {counts && counts.dueSoon > 0 && (
          <StatusChip meaning="warning" size="sm">
            {t("counts.dueSoon", { count: counts.dueSoon })}
          </StatusChip>
        )}
      </div>
      <nav aria-label={t("views")} className="-mb-px flex gap-5 overflow-x-auto">
        {props.views.map((view) => (
          <a
            key={view}
            href={props.hrefOf(view)}
            aria-current={view === props.view ? "page" : undefined}
            onClick={(event) => {
              if (event.metaKey || event.ctrlKey || event.shiftKey) return
              event.preventDefault()
              props.onView(view)
            }}
            className={clsx(
              "flex h-10 shrink-0 items-center gap-1.5 border-b-2 text-sm font-medium transition-colors md:h-9",
              view === props.view
                ? "border-accent text-foreground"
                : "border-transparent text-muted hover:text-foreground",
            )}
          >
            {t(`view.${view}`)}
            {view === "mine" && counts && <span className="text-xs text-muted figures">{counts.open}</span>}
            {view === "queues" && counts && <span className="text-xs text-muted figures">{counts.queued}</span>}
          </a>
        ))}
      </nav>
      <output className="block text-xs">
        {isFresh && (
          <p className="flex items-center gap-1.5 border-t border-separator py-2 text-ok-ink">
            <CircleCheck className="size-3.5 shrink-0" aria-hidden="true" />
            <span className="min-w-0 flex-1 truncate">{news.text}</span>
            <Link href={news.href} className="shrink-0 font-medium underline underline-offset-2">
              {t("news.open")}
            </Link>
          </p>
        )}
      </output>
      {props.unsent.length > 0 && (
        <div role="alert" className="space-y-1 border-t border-separator py-2 text-xs text-breached-ink">
          {props.unsent.map(({ key, number }) => (
            <p key={key} className="flex items-center gap-1.5">
              <CircleAlert className="size-3.5 shrink-0" aria-hidden="true" />
              <span className="min-w-0 flex-1 truncate">{t("news.unsent", { number })}</span>
              <button
                type="button"
                onClick={() => props.onShow(key)}
                className="shrink-0 font-medium underline underline-offset-2"
              >
                {t("news.show")}
              </button>
            </p>
          ))}
        </div>
      )}
    </header>
  )
}
