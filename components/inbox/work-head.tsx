"use client"

import { ChevronLeft, ExternalLink, Inbox as InboxIcon } from "lucide-react"
import Link from "next/link"
import type { Ref } from "react"
import { useLocale, useTranslations } from "use-intl"
import { PausedMark } from "@/components/ticket/clock-mark"
import { ExplainClock } from "@/components/ticket/explain-clock"
import { PriorityMark } from "@/components/ticket/priority-mark"
import { Countdown } from "@/components/ui/countdown"
import { PersonChip } from "@/components/ui/person-chip"
import { Time } from "@/components/ui/time"
import { describeMinutes } from "@/core/sla/describe"
import type { InboxItem } from "@/server/todo/inbox-item"

/** What the todo is and how much time is left. `item` is the row of the list until the rest is loaded. */
export function WorkHead({
  headingRef,
  ...props
}: {
  /** Names the pane; takes the focus when the pane is gone to. */
  headingRef: Ref<HTMLHeadingElement>
  ticketId: string
  item: InboxItem | undefined
  viewerId: string
  onBack: () => void
}) {
  const t = useTranslations("inbox.pane")
  const p = useTranslations("ticket.people")
  const locale = useLocale()
  const { item } = props
  const dueAt = item?.state === "active" ? item.dueAt : null
  return (
    <header className="border-b border-separator px-4 py-3 md:px-6 lg:min-h-20">
      <button
        type="button"
        onClick={props.onBack}
        className="mb-1 -ml-1 inline-flex items-center gap-0.5 text-sm text-muted hover:text-foreground lg:hidden"
      >
        <ChevronLeft className="size-4" aria-hidden="true" />
        {t("back")}
      </button>
      <div className="flex items-start justify-between gap-4">
        <h2
          id="work-title"
          ref={headingRef}
          tabIndex={-1}
          className="text-lg font-semibold tracking-[-0.012em] text-balance outline-none"
        >
          {item?.title ?? t("loading")}
        </h2>
        {item && (dueAt !== null || item.paused) && (
          <span className="flex shrink-0 items-center gap-1">
            {item.paused && <PausedMark />}
            {dueAt !== null && <Countdown dueAt={dueAt} isBreached={item.breached} />}
            <ExplainClock ticketId={props.ticketId} clockId={item.todoId} name={item.nodeName} />
          </span>
        )}
      </div>
      {item && (
        <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
          <Link
            href={`/tickets/${props.ticketId}`}
            className="inline-flex items-center gap-1 font-medium text-foreground hover:underline"
          >
            <span className="figures">#{item.number}</span>
            <span className="sr-only">{t("openTicket")}</span>
            <ExternalLink className="size-3.5 text-muted" aria-hidden="true" />
          </Link>
          <PriorityMark priority={item.priority} />
          <span>
            {item.nodeName} · {item.flowName}
          </span>
          {dueAt !== null && <span>{t.rich("due", { at: () => <Time value={dueAt} format="datetime" /> })}</span>}
          {item.paused && (
            <span>
              {p(item.paused.leftMin < 0 ? "missedWhen" : "left", {
                left: describeMinutes(Math.abs(item.paused.leftMin))[locale],
              })}
            </span>
          )}
          {item.owner && <span>{t("for", { name: item.owner.name })}</span>}
          {item.queue && (
            <span className="inline-flex items-center gap-1">
              <InboxIcon className="size-3.5" aria-hidden="true" />
              {t("inQueue", { queue: item.queue.title[locale] })}
            </span>
          )}
          {item.assignee && item.assignee.id !== props.viewerId && <PersonChip name={item.assignee.name} size={18} />}
        </div>
      )}
    </header>
  )
}
