"use client"

import { MessagesSquare, X } from "lucide-react"
import { useEffect, useState } from "react"
import { useTranslations } from "use-intl"
import { EmptyState } from "@/components/ui/empty-state"
import { ErrorState } from "@/components/ui/error-state"
import { IconButton } from "@/components/ui/icon-button"
import { SkeletonLines } from "@/components/ui/skeleton"
import { useDesigner, useDesignerContext, useGraph } from "../designer-context"
import { chosenStep } from "../designer-store"
import { CommentForm } from "./comment-form"
import { CommentThread } from "./comment-thread"
import { useTogether } from "./together-context"
import { useComments } from "./use-comments"
import type { CommentsAsked } from "./use-comments-panel"

const filters = ["open", "thisStep", "resolved"] as const
type Filter = (typeof filters)[number]

/** Everything that is said about the flow; a thread leads to its step. Those about deleted steps stay here. */
export default function CommentsPanel(props: { flowId: string; asked: CommentsAsked; onClose: () => void }) {
  const t = useTranslations("designer.together")
  const { store } = useDesignerContext()
  const company = useTogether()?.company
  if (!company) throw new Error("Comments are shown in the designer.")
  const graph = useGraph()
  const { data, isError, refetch } = useComments(props.flowId, company)
  const [asked, setAsked] = useState<CommentsAsked | null>(null)
  const [filter, setFilter] = useState<Filter>("open")
  if (asked !== props.asked) {
    setAsked(props.asked)
    setFilter(props.asked.nodeId ? "thisStep" : "open")
  }
  useEffect(() => {
    if (props.asked.nodeId) store.selectNodes([props.asked.nodeId])
  }, [props.asked, store])

  const chosen = useDesigner(chosenStep)
  const node = graph.nodes.find(({ id }) => id === chosen) ?? null
  const named = props.asked.threadId
  const threads = (data?.threads ?? []).filter((thread) => {
    if (thread.id === named) return true
    if (filter === "thisStep") return node !== null && thread.nodeId === node.id
    return (thread.resolved === null) === (filter === "open")
  })
  const count = (which: Filter) =>
    (data?.threads ?? []).filter((thread) =>
      which === "thisStep" ? thread.nodeId === (node?.id ?? "") : (thread.resolved === null) === (which === "open"),
    ).length
  return (
    <section aria-label={t("comments")} className="flex h-full min-h-0 flex-col" data-panel>
      <header className="flex items-center justify-between gap-2 border-b border-separator py-2 pr-2.5 pl-4">
        <h2 className="text-sm font-medium">{t("comments")}</h2>
        <span className="max-md:hidden">
          <IconButton size="sm" icon={X} label={t("close")} placement="left" onPress={props.onClose} />
        </span>
      </header>
      <fieldset aria-label={t("comments")} className="flex gap-1 px-3 pt-2">
        {filters.map((which) => (
          <button
            key={which}
            type="button"
            aria-pressed={filter === which}
            disabled={which === "thisStep" && node === null}
            onClick={() => setFilter(which)}
            className="h-8 rounded-lg px-2.5 text-xs text-muted hover:bg-default disabled:opacity-50 aria-pressed:bg-default aria-pressed:text-foreground"
          >
            {t(which)} <span className="figures">{count(which)}</span>
          </button>
        ))}
      </fieldset>
      <div className="min-h-0 flex-1 overflow-y-auto px-3 py-2">
        {isError ? (
          <ErrorState onRetry={() => void refetch()} />
        ) : !data ? (
          <SkeletonLines lines={5} />
        ) : threads.length === 0 ? (
          <EmptyState
            size="compact"
            icon={MessagesSquare}
            title={data.threads.length === 0 ? t("none") : t("noneOpen")}
            description={t("noneHint")}
          />
        ) : (
          <ul className="space-y-2">
            {threads.map((thread) => (
              <li key={thread.id}>
                <CommentThread
                  flowId={props.flowId}
                  thread={thread}
                  people={data.people}
                  isNamed={thread.id === named}
                  step={graph.nodes.find(({ id }) => id === thread.nodeId)?.name ?? null}
                />
              </li>
            ))}
          </ul>
        )}
        {data?.isCut && <p className="px-1 py-2 text-xs text-muted">{t("cut")}</p>}
      </div>
      {data && (
        <div className="border-t border-separator p-3">
          <p className="pb-1.5 text-xs text-muted">{node ? t("aboutStep", { step: node.name }) : t("aboutFlow")}</p>
          <CommentForm
            key={node?.id ?? "flow"}
            flowId={props.flowId}
            people={data.people}
            label={t("write")}
            about={{ threadId: null, nodeId: node?.id ?? null, nodeName: node?.name ?? null }}
          />
        </div>
      )}
    </section>
  )
}
