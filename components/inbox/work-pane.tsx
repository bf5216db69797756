"use client"

import { useQuery } from "@tanstack/react-query"
import { SearchX } from "lucide-react"
import { useEffect, useImperativeHandle, useMemo, useRef, useState, type Ref } from "react"
import { useLocale, useTimeZone, useTranslations } from "use-intl"
import { eventNames } from "@/components/ticket/event-names"
import { eventSentence } from "@/components/ticket/event-text"
import { focusFirstInvalid } from "@/components/ticket/focus-first-invalid"
import { newKey } from "@/components/ticket/new-key"
import { refusalOf } from "@/components/ticket/refusal"
import { useTRPC } from "@/components/trpc"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"
import { ErrorState } from "@/components/ui/error-state"
import { onDemand } from "@/components/ui/on-demand"
import { SkeletonLines } from "@/components/ui/skeleton"
import { Time } from "@/components/ui/time"
import type { InboxItem } from "@/server/todo/inbox-item"
import type { Decision } from "./decision"
import { DecisionBanner } from "./decision-banner"
import { lastWordOn } from "./last-word"
import { actionOf, type InboxAction } from "./shortcuts"
import { useWorkForm, type WorkDraft } from "./use-work-form"
import type { InboxViewer } from "./views"
import { WorkFoot } from "./work-foot"
import { WorkHead } from "./work-head"
import { WorkSections, type TodoDetail } from "./work-sections"

const { OnDemand: TransferDialog } = onDemand(async () => (await import("./transfer-dialog")).TransferDialog)

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
  const { decision, todo, viewer } = props
  const query = useQuery(trpc.todo.get.queryOptions(todo))
  const detail = query.data
  const names = useMemo(() => detail && namesOf(detail, timeZone), [detail, timeZone])
  const initial = props.draft ?? (decision && { comment: decision.comment, fields: {} })
  const form = useWorkForm({ todo: detail, initial, onDraft: props.onDraft, timeZone })
  const [isTransferring, setTransferring] = useState(false)
  const article = useRef<HTMLElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)

  const isLoaded = detail !== undefined
  const [isSettled, setSettled] = useState(false)
  useEffect(() => {
    if (!isLoaded) return
    const timer = setTimeout(() => setSettled(true), settleMs)
    return () => clearTimeout(timer)
  }, [isLoaded])

  const sending = decision?.state === "sending" ? decision : null
  const refusal = decision && decision.state !== "sending" ? decision.state : null
  const refused = refusal?.is === "refused" ? refusal : null
  const isActive = detail?.state === "active"
  const canAct = Boolean(detail?.options?.decide) && isActive && !sending
  const canTransfer = isActive && !sending && Boolean(detail.options?.transfer)

  function act(action: InboxAction) {
    if (!detail || !canAct || !isSettled) return
    const input = form.submit(action)
    if (!input) {
      focusFirstInvalid(article.current)
      return
    }
    const { number, title } = detail
    const { decision: kind, outcome, title: actionTitle } = action
    props.onDecide({ key: newKey(), ...todo, number, title, actionTitle, decision: kind, outcome, ...input })
  }

  useImperativeHandle(ref, () => ({
    focus: () => heading.current?.focus(),
    press(key) {
      if (key === "c" && isActive) {
        article.current?.querySelector<HTMLTextAreaElement>("[data-comment] textarea")?.focus()
        return true
      }
      if (key === "t" && canTransfer) {
        setTransferring(true)
        return true
      }
      const action = detail && canAct ? actionOf(detail.actions, key) : null
      if (action) act(action)
      return action !== null
    },
  }))

  if (query.isError && !detail) {
    if (refusalOf(query.error).is === "failed") return <ErrorState onRetry={() => void query.refetch()} />
    const back = (
      <Button variant="outline" onPress={props.onBack}>
        {t("back")}
      </Button>
    )
    return <EmptyState icon={SearchX} title={t("notFound")} description={t("notFoundHint")} action={back} />
  }
  const lastWord = detail && !isActive ? lastWordOn(detail.events, todo.todoId) : null
  return (
    <article ref={article} aria-labelledby="work-title" className="flex min-h-full flex-col lg:h-full lg:min-h-0">
      <WorkHead
        headingRef={heading}
        ticketId={todo.ticketId}
        item={detail ?? props.item}
        viewerId={viewer.id}
        onBack={props.onBack}
      />
      <div className="min-h-0 flex-1 divide-y divide-separator lg:overflow-y-auto" aria-busy={!detail}>
        {decision && refusal && (
          <div className="px-4 py-3 md:px-6">
            <DecisionBanner
              decision={decision}
              refusal={refusal}
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
            drafts={form.drafts}
            problems={{ ...refused?.byField, ...form.problems }}
            isEditable={Boolean(detail.options?.decide) && isActive}
            isDisabled={!canAct}
            onDraft={form.setField}
          />
        ) : (
          <SkeletonLines lines={8} className="p-6" />
        )}
      </div>
      {detail && isActive && (
        <WorkFoot
          todo={detail}
          comment={form.comment}
          onComment={form.setComment}
          isCommentMissing={form.isCommentMissing || Boolean(refused?.isCommentMissing)}
          sending={sending}
          onAct={act}
          onTransfer={canTransfer ? () => setTransferring(true) : undefined}
          onLeave={() => heading.current?.focus()}
        />
      )}
      {detail && (
        <TransferDialog
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
