"use client"

import { useQuery } from "@tanstack/react-query"
import clsx from "clsx"
import { useLocale, useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"

/** Which of the queues is shown: each with how many wait in it, red when something is late. Links, so that they open in a tab too. */
export function QueueFilter(props: {
  /** Null: all of them. */
  chosen: string | null
  hrefOf: (queue: string | null) => string
  onChoose: (queue: string | null) => void
}) {
  const t = useTranslations("inbox.queues")
  const locale = useLocale()
  const trpc = useTRPC()
  const { data: queues = [] } = useQuery(trpc.todo.queues.queryOptions())
  if (queues.length < 2 && props.chosen === null) return null
  const sum = (of: "waiting" | "late") => queues.reduce((total, queue) => total + queue[of], 0)
  const entries = [
    { key: null, title: t("all"), waiting: sum("waiting"), late: sum("late") },
    ...queues.map((queue) => ({ ...queue, title: queue.title[locale] })),
  ]
  return (
    <nav
      aria-label={t("label")}
      className="flex gap-1.5 overflow-x-auto border-b border-separator px-4 py-2 [scrollbar-width:none]"
    >
      {entries.map(({ key, title, waiting, late }) => (
        <a
          key={key ?? ""}
          href={props.hrefOf(key)}
          aria-current={key === props.chosen ? "true" : undefined}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return
            event.preventDefault()
            props.onChoose(key)
          }}
          className={clsx(
            "flex h-8 shrink-0 items-center gap-1.5 rounded-full border px-3 text-sm transition-colors md:h-7",
            key === props.chosen
              ? "border-accent bg-accent-soft text-foreground"
              : "border-separator text-muted hover:text-foreground",
          )}
        >
          <span className="max-w-40 truncate">{title}</span>
          <span className="text-xs figures">{waiting}</span>
          {late > 0 && <span className="text-xs text-breached-ink figures">{t("late", { count: late })}</span>}
        </a>
      ))}
    </nav>
  )
}
