"use client"

import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useLocale, useTranslations } from "use-intl"
import { commentCharsMax } from "@/components/ticket/comment-chars"
import { useIntentKey } from "@/components/ticket/use-intent-key"
import { useTRPC } from "@/components/trpc"
import { TextField } from "@/components/ui/text-field"
import { ActionBar } from "./action-bar"
import type { Decision } from "./decision"
import type { WorkMove } from "./moves"
import type { InboxAction } from "./shortcuts"
import type { TodoDetail } from "./work-sections"

/** Comment and decisions of a todo that is open. */
export function WorkFoot(props: {
  todo: TodoDetail
  comment: string
  onComment: (comment: string) => void
  /** The decision pressed for lacks the reason it needs. */
  isCommentMissing: boolean
  /** The decision under way. */
  sending: Decision | null
  onAct: (action: InboxAction) => void
  /** What else this person may do with it. */
  moves: readonly WorkMove[]
  onMove: (move: WorkMove) => void
  isMenuOpen: boolean
  onMenuOpenChange: (isOpen: boolean) => void
  /** Why the last move was not made. */
  refusal: string | null
  /** Escape in the comment: back to where single keys work. */
  onLeave: () => void
}) {
  const t = useTranslations("inbox.pane")
  const locale = useLocale()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const intent = useIntentKey()
  const { todo, sending, comment } = props
  const { ticketId, todoId } = todo
  const mayAct = Boolean(todo.options?.decide)
  const change = (next: string) => {
    intent.renew()
    props.onComment(next)
  }
  const remark = useMutation(
    trpc.ticket.comment.mutationOptions({
      onSuccess: () => {
        change("")
        return queries.invalidateQueries({ queryKey: trpc.todo.get.queryKey({ ticketId, todoId }) })
      },
    }),
  )
  const mayRemark = comment.trim() !== "" && !sending
  return (
    <footer className="sticky bottom-0 border-t border-separator bg-surface px-4 py-3 md:px-6">
      <div data-comment="">
        <TextField
          label={t(mayAct && todo.relation === "delegate" ? "opinion" : "comment")}
          aria-keyshortcuts="c"
          placeholder={t(!mayAct ? "commentOnlyHint" : todo.relation === "delegate" ? "opinionHint" : "commentHint")}
          lines={1}
          maxLength={commentCharsMax}
          isDisabled={sending !== null}
          error={props.isCommentMissing ? t("commentMissing") : undefined}
          value={comment}
          onChange={change}
          onKeyDown={(event) => {
            if (event.key === "Escape") props.onLeave()
          }}
          className="[&_textarea]:max-h-40 [&_textarea]:resize-none [&_textarea]:field-sizing-content"
        />
      </div>
      {remark.isError && (
        <p role="alert" className="mt-1 text-xs text-breached-ink">
          {t("commentFailed")}
        </p>
      )}
      {!mayAct && (
        <p className="mt-2 text-sm text-muted">
          {todo.assignee
            ? t("notMine", { name: todo.assignee.name })
            : t(todo.options?.claim ? "claimFirst" : "queueOfOthers", { queue: todo.queue?.title[locale] ?? "" })}
        </p>
      )}
      {props.refusal !== null && (
        <p role="alert" className="mt-1 text-sm text-breached-ink">
          {props.refusal}
        </p>
      )}
      <div className="mt-2.5">
        <ActionBar
          actions={mayAct ? todo.actions : []}
          pending={sending && pendingAction(todo.actions, sending)}
          isDisabled={sending !== null}
          onAct={props.onAct}
          moves={props.moves}
          onMove={props.onMove}
          isMenuOpen={props.isMenuOpen}
          onMenuOpenChange={props.onMenuOpenChange}
          onComment={
            mayRemark ? () => remark.mutate({ ticketId, comment: comment.trim(), key: intent.key }) : undefined
          }
          isCommenting={remark.isPending}
        />
      </div>
    </footer>
  )
}

const pendingAction = (actions: readonly InboxAction[], decision: Decision) =>
  actions.find((action) => action.decision === decision.decision && action.outcome === decision.outcome) ?? null
