"use client"

import { CircleCheck, X } from "lucide-react"
import { useLocale, useTranslations } from "use-intl"
import type { Undone } from "@/core/ticket/return-preview"
import type { EventNames } from "./event-names"

/** Whose open work would be cancelled, and in how many other branches; says so when nobody's would. */
export function UndoneList(props: {
  undone: readonly Undone[]
  /** Other branches that end. */
  branches: number
  names: Pick<EventNames, "person" | "node">
}) {
  const t = useTranslations("act.undone")
  const locale = useLocale()
  const { undone, branches, names } = props
  if (undone.length === 0 && branches === 0) {
    return (
      <p className="flex items-center gap-2 text-sm text-muted">
        <CircleCheck className="size-4 shrink-0 text-ok" aria-hidden="true" />
        {t("nobody")}
      </p>
    )
  }
  return (
    <section aria-label={t("title")} className="rounded-lg bg-warning-soft px-3 py-2.5 text-sm">
      <h4 className="font-medium text-warning-ink">{t("title")}</h4>
      {branches > 0 && <p className="mt-0.5 text-warning-ink">{t("branches", { count: branches })}</p>}
      {undone.length > 0 && (
        <ul className="mt-1 space-y-0.5">
          {undone.map((todo) => (
            <li key={todo.todoId} className="flex items-start gap-1.5">
              <X className="mt-0.5 size-4 shrink-0 text-warning-ink" aria-hidden="true" />
              <span className="min-w-0 break-words">
                {t(todo.isElsewhere ? "elsewhere" : "here", {
                  person: names.person(todo.assigneeId)[locale],
                  node: names.node(todo.nodeId)[locale],
                })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
