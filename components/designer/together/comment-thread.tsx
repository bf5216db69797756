"use client"

import { useMutation, useQueryClient } from "@tanstack/react-query"
import clsx from "clsx"
import { Check, CornerDownRight, RotateCcw } from "lucide-react"
import { useEffect, useRef, useState } from "react"
import { useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { Button } from "@/components/ui/button"
import { notify } from "@/components/ui/notify"
import { Avatar } from "@/components/ui/person-chip"
import { Time } from "@/components/ui/time"
import { useDesignerContext } from "../designer-context"
import { CommentForm } from "./comment-form"
import type { Comments, Thread } from "./use-comments"

/** One thread: what it is about, what was said, and what became of it. */
export function CommentThread(props: {
  flowId: string
  thread: Thread
  people: Comments["people"]
  /** A message led here. */
  isNamed: boolean
  /** The name its step has now; null when it is deleted. */
  step: string | null
}) {
  const t = useTranslations("designer.together")
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { store } = useDesignerContext()
  const { flowId, thread, isNamed, step } = props
  const [isReplying, setReplying] = useState(false)
  const box = useRef<HTMLElement>(null)
  useEffect(() => {
    if (isNamed) box.current?.scrollIntoView({ block: "nearest" })
  }, [isNamed])
  const resolve = useMutation(
    trpc.flow.resolveThread.mutationOptions({
      onError: () => notify.error(t("failed")),
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.flow.comments.queryKey({ flowId }) }),
    }),
  )
  const { nodeId, resolved } = thread
  return (
    <article
      ref={box}
      className={clsx(
        "rounded-lg border p-3",
        isNamed ? "border-accent" : "border-border",
        resolved && "bg-surface-secondary",
      )}
    >
      <div className="flex min-w-0 items-center justify-between gap-2 pb-1.5 text-xs text-muted">
        {nodeId === null ? (
          <span>{t("aboutFlow")}</span>
        ) : step === null ? (
          <span className="truncate">{t("stepGone", { step: thread.nodeName ?? nodeId })}</span>
        ) : (
          <button
            type="button"
            className="-mx-1 min-w-0 truncate rounded-md px-1 text-link hover:bg-default"
            onClick={() => store.selectNodes([nodeId])}
          >
            {step}
          </button>
        )}
        {resolved && <span className="shrink-0">{t("resolvedBy", { name: resolved.by })}</span>}
      </div>
      <ul className="space-y-2.5">
        {thread.comments.map((comment) => (
          <li key={comment.id} className="flex gap-2">
            <Avatar name={comment.name} size={22} />
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-baseline gap-x-2 text-xs">
                <span className="font-medium">{comment.name}</span>
                <span className="text-muted">
                  <Time value={comment.createdAt} format="relative" />
                </span>
              </p>
              <p className="text-sm break-words whitespace-pre-wrap">{comment.body}</p>
              {comment.mentions.length > 0 && (
                <p className="text-xs text-muted">
                  {t("told", { names: comment.mentions.map(({ name }) => name).join(t("separator")) })}
                </p>
              )}
            </div>
          </li>
        ))}
      </ul>
      {isReplying ? (
        <div className="pt-2.5">
          <CommentForm
            flowId={flowId}
            people={props.people}
            label={t("reply")}
            about={{ threadId: thread.id, nodeId, nodeName: thread.nodeName }}
            hasFirstFocus
            onDone={() => setReplying(false)}
          />
        </div>
      ) : (
        <div className="-mx-1.5 -mb-1.5 flex gap-1 pt-1.5">
          <Button size="sm" variant="ghost" onPress={() => setReplying(true)}>
            <CornerDownRight aria-hidden="true" />
            {t("reply")}
          </Button>
          <Button
            size="sm"
            variant="ghost"
            isPending={resolve.isPending}
            onPress={() => resolve.mutate({ flowId, threadId: thread.id, isResolved: resolved === null })}
          >
            {resolved ? <RotateCcw aria-hidden="true" /> : <Check aria-hidden="true" />}
            {resolved ? t("reopen") : t("resolve")}
          </Button>
        </div>
      )}
    </article>
  )
}
