"use client"

import clsx from "clsx"
import { CircleAlert, Inbox as InboxIcon, LoaderCircle, Phone } from "lucide-react"
import { useLocale, useTranslations } from "use-intl"
import { ApprovalProgress } from "@/components/ticket/approval-progress"
import { PausedMark } from "@/components/ticket/clock-mark"
import { PriorityMark } from "@/components/ticket/priority-mark"
import { TodoStatus } from "@/components/ticket/todo-status"
import { Countdown } from "@/components/ui/countdown"
import { Avatar } from "@/components/ui/person-chip"
import { Time } from "@/components/ui/time"
import { todoStates } from "@/core/ticket/todo-state"
import type { InboxItem } from "@/server/todo/inbox-item"
import type { Decision } from "./decision"
import { rowState } from "./item-state"

/** One todo in the list: what, where in which flow, who called, and how much time is left. A link, so that it opens in a tab too. */
export function InboxRow(props: {
  item: InboxItem
  href: string
  isSelected: boolean
  decision: Decision | undefined
  /** The person the todo waits for, in lists of other people's work. */
  showAssignee: boolean
  onSelect: () => void
}) {
  const t = useTranslations("inbox.row")
  const locale = useLocale()
  const { item, decision } = props
  const state = rowState(decision)
  return (
    <a
      href={props.href}
      data-item={`${item.ticketId}.${item.todoId}`}
      aria-current={props.isSelected ? "true" : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        props.onSelect()
      }}
      className={clsx(
        "relative block border-b border-separator py-2.5 pr-4 pl-4 transition-colors [content-visibility:auto] [contain-intrinsic-height:4.75rem]",
        props.isSelected
          ? "bg-accent-soft before:absolute before:inset-y-0 before:left-0 before:w-0.5 before:bg-accent"
          : "hover:bg-surface-secondary",
        state === "sending" && "opacity-60",
      )}
    >
      <span className="flex items-center gap-2">
        <PriorityMark priority={item.priority} isIconOnly />
        <span className="min-w-0 flex-1 truncate text-base font-medium">{item.title}</span>
        <Deadline item={item} />
      </span>
      <span className="mt-0.5 flex items-center gap-2 text-sm text-muted">
        <span className="min-w-0 flex-1 truncate">
          <span className="text-foreground">{item.nodeName}</span> · {item.flowName}
        </span>
        {item.progress && <ApprovalProgress progress={item.progress} isShort />}
      </span>
      <span className="mt-0.5 flex items-center gap-2 text-xs text-muted">
        <span className="figures">#{item.number}</span>
        {item.caller !== null && (
          <span className="inline-flex items-center gap-1 figures">
            <Phone className="size-3" aria-hidden="true" />
            <span className="sr-only">{t("caller")}</span>
            {item.caller}
          </span>
        )}
        {item.owner && <span className="min-w-0 truncate">{t("for", { name: item.owner.name })}</span>}
        <span className="flex-1" />
        {item.queue && (
          <span className="inline-flex min-w-0 items-center gap-1">
            <InboxIcon className="size-3 shrink-0" aria-hidden="true" />
            <span className="truncate">{item.queue.title[locale]}</span>
          </span>
        )}
        {props.showAssignee && item.assignee && (
          <span className="inline-flex min-w-0 items-center gap-1.5">
            <Avatar name={item.assignee.name} size={18} />
            <span className="truncate">{item.assignee.name}</span>
          </span>
        )}
      </span>
      {decision && state !== "idle" && (
        <span
          className={clsx(
            "mt-1 flex items-center gap-1.5 text-xs font-medium",
            state === "sending" ? "text-muted" : "text-breached-ink",
          )}
        >
          {state === "sending" ? (
            <LoaderCircle className="size-3.5 animate-spin" aria-hidden="true" />
          ) : (
            <CircleAlert className="size-3.5" aria-hidden="true" />
          )}
          {t(state, { action: decision.actionTitle[locale] })}
        </span>
      )}
    </a>
  )
}

function Deadline({ item }: { item: InboxItem }) {
  const t = useTranslations("inbox.row")
  const state = todoStates.find((one) => one === item.state)
  if (state && state !== "active") {
    return (
      <span className="flex shrink-0 items-center gap-2 text-xs text-muted">
        {item.finishedAt !== null && <Time value={item.finishedAt} />}
        <TodoStatus state={state} />
      </span>
    )
  }
  if (item.paused) return <PausedMark />
  if (item.dueAt === null) return <span className="shrink-0 text-xs text-muted">{t("noDeadline")}</span>
  return <Countdown dueAt={item.dueAt} isBreached={item.breached} variant="text" className="shrink-0 text-xs" />
}
