"use client"

import { Button } from "@heroui/react/button"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { ChevronLeft, ExternalLink, SearchX } from "lucide-react"
import Link from "next/link"
import { useEffect, useImperativeHandle, useMemo, useRef, useState, type Ref } from "react"
import { useLocale, useTimeZone, useTranslations } from "use-intl"
import { eventNames } from "@/components/ticket/event-names"
import { eventSentence } from "@/components/ticket/event-text"
import { draftOf, readFields, type FieldDrafts } from "@/components/ticket/field-draft"
import { focusFirstInvalid } from "@/components/ticket/focus-first-invalid"
import { PriorityMark } from "@/components/ticket/priority-mark"
import { newKey } from "@/components/ticket/new-key"
import { refusalOf } from "@/components/ticket/refusal"
import { useIntentKey } from "@/components/ticket/use-intent-key"
import { useTRPC } from "@/components/trpc"
import { Banner } from "@/components/ui/banner"
import { Countdown } from "@/components/ui/countdown"
import { EmptyState } from "@/components/ui/empty-state"
import { ErrorState } from "@/components/ui/error-state"
import { PersonChip } from "@/components/ui/person-chip"
import { SkeletonLines } from "@/components/ui/skeleton"
import { TextField } from "@/components/ui/text-field"
import { Time } from "@/components/ui/time"
import type { Text } from "@/core/text"
import type { InboxItem } from "@/server/todo/inbox-item"
import { ActionBar } from "./action-bar"
import type { Decision } from "./decision"
import { DecisionBanner } from "./decision-banner"
import { itemKey } from "./item-key"
import { lastWordOn } from "./last-word"
import { actionOf, type InboxAction } from "./shortcuts"
import { TransferDialog } from "./transfer-dialog"
import type { InboxViewer } from "./views"
import { WorkSections, type TodoDetail } from "./work-sections"

/** What somebody typed on a todo and has not sent; kept while they look at another one. */
export type WorkDraft = { comment: string; fields: FieldDrafts }

export type WorkPaneHandle = {
  /** Says whether the key did something. */
  press(key: string): boolean
  focus(): void
}

/** After a decision the next todo appears under the same finger: its keys and buttons wait this long. */
const settleMs = 350

/** One todo to work on. Give it `key={itemKey}`: what is typed belongs to one todo. */
export function WorkPane({
  ref,
  ...props
}: {
  ref?: Ref<WorkPaneHandle>
  todo: { ticketId: string; todoId: string }
  /** The row of the list, shown until the rest is loaded. */
  item: InboxItem | undefined
  viewer: InboxViewer
  decision: Decision | undefined
  draft: WorkDraft | undefined
  onDraft: (draft: WorkDraft) => void
  onDecide: (decision: Omit<Decision, "state">) => void
  onRetry: () => void
  onDrop: () => void
  onTransferred: (title: string, toName: string) => void
  onBack: () => void
}) {
  const t = useTranslations("inbox.pane")
  const locale = useLocale()
  const timeZone = useTimeZone() ?? "UTC"
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { decision, todo } = props
  const query = useQuery(trpc.todo.get.queryOptions(todo))
  const detail = query.data
  const head = detail ?? props.item
  const names = useMemo(() => detail && namesOf(detail, timeZone), [detail, timeZone])
  const [draft, setDraft] = useState<WorkDraft>(props.draft ?? { comment: decision?.comment ?? "", fields: {} })
  const [problems, setProblems] = useState<Record<string, Text>>({})
  const [isCommentMissing, setCommentMissing] = useState(false)
  const [isSettled, setSettled] = useState(false)
  const isLoaded = detail !== undefined
  const [isTransferring, setTransferring] = useState(false)
  const article = useRef<HTMLElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const remarkIntent = useIntentKey()

  useEffect(() => {
    if (!isLoaded) return
    const timer = setTimeout(() => setSettled(true), settleMs)
    return () => clearTimeout(timer)
  }, [isLoaded])

  const change = (next: WorkDraft) => {
    setDraft(next)
    props.onDraft(next)
    remarkIntent.renew()
  }
  const drafts = useMemo(
    () => ({
      ...Object.fromEntries(
        detail?.fields.map(({ field, value }) => [field.key, draftOf(field, value, timeZone)]) ?? [],
      ),
      ...draft.fields,
    }),
    [detail, draft.fields, timeZone],
  )

  const isSending = decision?.state === "sending"
  const isActive = detail?.state === "active"
  const canAct = Boolean(detail?.mayAct) && isActive && !isSending
  const isOpenForMe = isActive && !isSending
  const mayTransfer =
    isOpenForMe &&
    (detail.assignee.id === props.viewer.id ||
      props.viewer.roles.some((role) => role === "supervisor" || role === "owner"))
  const serverProblems =
    decision && decision.state !== "sending" && decision.state.is === "refused" ? decision.state : null

  function act(action: InboxAction) {
    if (!detail || !canAct || !isSettled) return
    const isReject = action.decision === "reject"
    const known = Object.fromEntries(detail.fields.map(({ field, value }) => [field.key, value]))
    const reading = readFields(
      detail.fields.filter(({ editable }) => editable).map(({ field, required }) => ({ ...field, required })),
      drafts,
      { known, timeZone, complete: !isReject },
    )
    const comment = draft.comment.trim()
    const lacksComment = action.commentRequired && comment === ""
    setProblems(reading.problems)
    setCommentMissing(lacksComment)
    if (Object.keys(reading.problems).length > 0 || lacksComment) {
      focusFirstInvalid(article.current)
      return
    }
    props.onDecide({
      key: newKey(),
      ...todo,
      number: detail.number,
      title: detail.title,
      actionTitle: action.title,
      decision: action.decision,
      outcome: action.outcome,
      comment,
      fields: reading.values,
    })
  }

  const remark = useMutation(
    trpc.ticket.comment.mutationOptions({
      onSuccess: () => {
        change({ ...draft, comment: "" })
        return queries.invalidateQueries({ queryKey: trpc.todo.get.queryKey(todo) })
      },
    }),
  )
  const sendRemark = () => {
    remark.mutate({ ticketId: todo.ticketId, comment: draft.comment.trim(), key: remarkIntent.key })
  }

  useImperativeHandle(ref, () => ({
    focus: () => heading.current?.focus(),
    press(key) {
      if (key === "c" && detail && isActive) {
        article.current?.querySelector<HTMLTextAreaElement>("[data-comment] textarea")?.focus()
        return true
      }
      if (key === "t" && mayTransfer) {
        setTransferring(true)
        return true
      }
      const action = detail && canAct ? actionOf(detail.actions, key) : null
      if (action) act(action)
      return action !== null
    },
  }))

  if (query.isError && !detail) {
    return refusalOf(query.error).is === "gone" ? (
      <EmptyState
        icon={SearchX}
        title={t("notFound")}
        description={t("notFoundHint")}
        action={<BackButton onBack={props.onBack} />}
      />
    ) : (
      <ErrorState onRetry={() => void query.refetch()} />
    )
  }
  const lastWord = detail && !isActive ? lastWordOn(detail.events, todo.todoId) : null
  return (
    <article ref={article} aria-labelledby="work-title" className="flex min-h-full flex-col lg:h-full lg:min-h-0">
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
            ref={heading}
            tabIndex={-1}
            className="text-lg font-semibold tracking-[-0.012em] text-balance outline-none"
          >
            {head?.title ?? t("loading")}
          </h2>
          {head && isActiveItem(head) && head.dueAt !== null && (
            <Countdown dueAt={head.dueAt} isBreached={head.breached} />
          )}
        </div>
        {head && (
          <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
            <Link
              href={`/tickets/${todo.ticketId}`}
              className="inline-flex items-center gap-1 font-medium text-foreground hover:underline"
            >
              <span className="figures">#{head.number}</span>
              <span className="sr-only">{t("openTicket")}</span>
              <ExternalLink className="size-3.5 text-muted" aria-hidden="true" />
            </Link>
            <PriorityMark priority={head.priority} />
            <span>
              {head.nodeName} · {head.flowName}
            </span>
            {head.dueAt !== null && isActiveItem(head) && (
              <span>{t.rich("due", { at: () => <Time value={head.dueAt ?? 0} format="datetime" /> })}</span>
            )}
            {head.assignee.id !== props.viewer.id && <PersonChip name={head.assignee.name} size={18} />}
          </div>
        )}
      </header>

      <div className="min-h-0 flex-1 divide-y divide-separator lg:overflow-y-auto" aria-busy={!detail}>
        {decision && decision.state !== "sending" && (
          <div className="px-4 py-3 md:px-6">
            <DecisionBanner
              decision={decision}
              refusal={decision.state}
              onRetry={props.onRetry}
              onReload={() => {
                props.onDrop()
                void query.refetch()
              }}
            />
          </div>
        )}
        {detail && !isActive && !decision && (
          <div className="px-4 py-3 md:px-6">
            <Banner meaning="info" title={lastWord && names ? eventSentence(lastWord, names)[locale] : t("over")}>
              {lastWord && <Time value={lastWord.at} format="both" className="text-xs" />}
            </Banner>
          </div>
        )}
        {detail && names ? (
          <WorkSections
            todo={detail}
            names={names}
            drafts={drafts}
            problems={{ ...serverProblems?.byField, ...problems }}
            isEditable={detail.mayAct && isActive}
            isDisabled={!canAct}
            onDraft={(key, value) => {
              const { [key]: _solved, ...rest } = problems
              setProblems(rest)
              change({ ...draft, fields: { ...draft.fields, [key]: value } })
            }}
          />
        ) : (
          <SkeletonLines lines={8} className="p-6" />
        )}
      </div>

      {detail && isActive && (
        <footer className="sticky bottom-0 border-t border-separator bg-surface px-4 py-3 md:px-6">
          <div data-comment="">
            <TextField
              label={t("comment")}
              aria-keyshortcuts="c"
              placeholder={t(canAct ? "commentHint" : "commentOnlyHint")}
              lines={1}
              maxLength={4000}
              isDisabled={isSending}
              error={isCommentMissing || serverProblems?.isCommentMissing ? t("commentMissing") : undefined}
              value={draft.comment}
              onChange={(comment) => {
                setCommentMissing(false)
                change({ ...draft, comment })
              }}
              onKeyDown={(event) => {
                if (event.key === "Escape") heading.current?.focus()
              }}
              className="[&_textarea]:max-h-40 [&_textarea]:resize-none [&_textarea]:field-sizing-content"
            />
          </div>
          {remark.isError && (
            <p role="alert" className="mt-1 text-xs text-breached-ink">
              {t("commentFailed")}
            </p>
          )}
          {!detail.mayAct && <p className="mt-2 text-sm text-muted">{t("notMine", { name: detail.assignee.name })}</p>}
          <div className="mt-2.5">
            <ActionBar
              actions={detail.mayAct ? detail.actions : []}
              pending={isSending ? pendingAction(detail.actions, decision) : null}
              isDisabled={isSending}
              onAct={act}
              onTransfer={mayTransfer ? () => setTransferring(true) : undefined}
              onComment={draft.comment.trim() !== "" && !isSending ? sendRemark : undefined}
              isCommenting={remark.isPending}
            />
          </div>
        </footer>
      )}
      {detail && (
        <TransferDialog
          key={itemKey(todo)}
          {...todo}
          assigneeId={detail.assignee.id}
          isOpen={isTransferring}
          onOpenChange={setTransferring}
          onDone={(name) => props.onTransferred(detail.title, name)}
        />
      )}
    </article>
  )
}

function BackButton({ onBack }: { onBack: () => void }) {
  const t = useTranslations("inbox.pane")
  return (
    <Button variant="outline" onPress={onBack}>
      {t("back")}
    </Button>
  )
}

const isActiveItem = ({ state }: { state: string }) => state === "active"

const pendingAction = (actions: readonly InboxAction[], decision: Decision) =>
  actions.find((action) => action.decision === decision.decision && action.outcome === decision.outcome) ?? null

function namesOf(detail: TodoDetail, timeZone: string) {
  const titles = new Map(
    detail.actions.flatMap(({ outcome, title }) => (outcome === null ? [] : [[outcome, title] as const])),
  )
  return eventNames({
    events: detail.events,
    people: detail.people,
    nodeNames: detail.nodeNames,
    fields: detail.fields.map(({ field }) => field),
    exitTitle: (_nodeId, exit) => titles.get(exit) ?? null,
    timeZone,
  })
}
