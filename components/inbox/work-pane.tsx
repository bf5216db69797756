"use client"

import { useQuery } from "@tanstack/react-query"
import { SearchX } from "lucide-react"
import { useEffect, useImperativeHandle, useMemo, useRef, useState, type Ref } from "react"
import { useLocale, useTimeZone, useTranslations } from "use-intl"
import { eventSentence } from "@/components/ticket/event-text"
import { focusFirstInvalid } from "@/components/ticket/focus-first-invalid"
import { madeChoices } from "@/components/ticket/made-choices"
import { newKey } from "@/components/ticket/new-key"
import { refusalOf, type Refusal } from "@/components/ticket/refusal"
import { useStep } from "@/components/ticket/use-step"
import { useTRPC, useTRPCClient } from "@/components/trpc"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"
import { ErrorState } from "@/components/ui/error-state"
import { onDemand, onOpening } from "@/components/ui/on-demand"
import { SkeletonLines } from "@/components/ui/skeleton"
import { Time } from "@/components/ui/time"
import type { Choices } from "@/core/ticket/event"
import type { InboxItem } from "@/server/todo/inbox-item"
import { ActionBar, inTheOpen } from "./action-bar"
import { AskedLine } from "./asked-line"
import type { Decision } from "./decision"
import { DecisionBanner } from "./decision-banner"
import { lastWordOn } from "./last-word"
import { moveOf, movesOf, type WorkMove } from "./moves"
import { actionOf, type InboxAction } from "./shortcuts"
import { namesOf } from "./todo-names"
import { todoStory } from "./todo-story"
import { useWorkForm, type WorkDraft } from "./use-work-form"
import type { InboxViewer } from "./views"
import type { OpenDialog } from "./work-dialogs"
import { WorkFoot } from "./work-foot"
import { WorkHead } from "./work-head"
import { WorkSections } from "./work-sections"

// Few steps have somebody choose the people of later ones.
const ChoicesFields = onOpening(async () => (await import("@/components/ticket/choices-fields")).ChoicesFields)
const { OnDemand: WorkDialogs } = onDemand(async () => (await import("./work-dialogs")).WorkDialogs)

export type WorkPaneHandle = {
  /** Says whether the key did something. */
  press(key: string): boolean
  focus(): void
}

/** After a decision the next todo appears under the same finger: its keys and buttons wait this long. */
const settleMs = 350

/** Whoever has seen a warning is left alone for so long. */
const quietMin = 30

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
  /** It stays open, whatever becomes of its row. */
  onStay: () => void
  /** It came out of a queue, into this person's hands. */
  onClaimed: (news: string) => void
  /** It was moved otherwise: what to say of that, and whether it has left this person. */
  onMoved: (news: string, hasLeft: boolean) => void
  onBack: () => void
}) {
  const t = useTranslations("inbox.pane")
  const r = useTranslations("inbox.refusal")
  const locale = useLocale()
  const timeZone = useTimeZone() ?? "UTC"
  const trpc = useTRPC()
  const client = useTRPCClient()
  const { decision, todo, viewer } = props
  const query = useQuery(trpc.todo.get.queryOptions(todo))
  const detail = query.data
  const names = useMemo(() => detail && namesOf(detail, timeZone), [detail, timeZone])
  const initial = props.draft ?? (decision && { comment: decision.comment, fields: {} })
  const form = useWorkForm({ todo: detail, initial, onDraft: props.onDraft, timeZone })
  const story = useMemo(() => (detail ? todoStory(detail.events, todo.todoId) : null), [detail, todo.todoId])
  const [dialog, setDialog] = useState<OpenDialog | null>(null)
  /** Whom this person chooses for the steps that come next. */
  const [choices, setChoices] = useState<Choices>({})
  const [isMenuOpen, setMenuOpen] = useState(false)
  /** A rejection that waits for where it goes. */
  const [rejecting, setRejecting] = useState<InboxAction | null>(null)
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
  const moves = detail && story && !sending ? movesOf(detail, story.activationId) : []
  const retract = useStep(
    todo.ticketId,
    (_: null, key) => client.todo.retract.mutate({ ...todo, key }),
    () => props.onMoved(t("retracted", { title: detail?.title ?? "" }), false),
  )

  const acknowledge = useStep(
    todo.ticketId,
    (_: null, key) => client.todo.acknowledge.mutate({ ...todo, minutes: quietMin, key }),
    () => props.onMoved(t("acknowledged", { title: detail?.title ?? "", minutes: quietMin }), false),
  )

  const resume = useStep(
    todo.ticketId,
    (_: null, key) => client.todo.resume.mutate({ ...todo, comment: "", key }),
    () => props.onMoved(t("resumed", { title: detail?.title ?? "" }), false),
  )

  const claim = useStep(
    todo.ticketId,
    (_: null, key) => client.todo.claim.mutate({ ...todo, key }),
    () => props.onClaimed(t("claimed", { title: detail?.title ?? "" })),
  )
  const unclaim = useStep(
    todo.ticketId,
    (comment: string, key) => client.todo.unclaim.mutate({ ...todo, comment, key }),
    () => props.onMoved(t("unclaimed", { title: detail?.title ?? "" }), true),
  )

  function act(action: InboxAction, toNodeId?: string) {
    if (!detail || !canAct || !isSettled) return
    const input = form.submit(action)
    if (!input) {
      focusFirstInvalid(article.current)
      return
    }
    if (action.decision === "reject" && toNodeId === undefined && detail.options?.rejectTo?.length) {
      setRejecting(action)
      setDialog("reject")
      return
    }
    const { number, title } = detail
    const { decision: kind, outcome, title: actionTitle } = action
    const made = action.decision === "reject" ? undefined : madeChoices(choices)
    const chosen = { ...(toNodeId !== undefined && { toNodeId }), ...(made && { choices: made }) }
    props.onDecide({ key: newKey(), ...todo, number, title, actionTitle, decision: kind, outcome, ...input, ...chosen })
  }

  function move(chosen: WorkMove) {
    if (!isSettled) return
    if (chosen === "retract") retract.take(null)
    else if (chosen === "acknowledge") acknowledge.take(null)
    else if (chosen === "resume") resume.take(null)
    else if (chosen === "claim") {
      // Should somebody be faster, the row goes, and what is said of it must not go with it.
      props.onStay()
      claim.take(null)
    } else if (chosen === "unclaim") unclaim.take(form.comment.trim())
    else setDialog(chosen)
  }

  useImperativeHandle(ref, () => ({
    focus: () => heading.current?.focus(),
    press(key) {
      if (key === "c" && isActive) {
        article.current?.querySelector<HTMLTextAreaElement>("[data-comment] textarea")?.focus()
        return true
      }
      if (key === "m" && moves.some((one) => !inTheOpen.has(one))) {
        setMenuOpen(true)
        return true
      }
      const chosen = moveOf(moves, key)
      if (chosen) {
        move(chosen)
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
  const moveRefusal = claim.refusal ?? unclaim.refusal
  const refusalText = (refused: Refusal) =>
    refused.is === "refused"
      ? refused.problems.map((problem) => problem[locale]).join(" ")
      : refused.is === "failed"
        ? t("moveFailed")
        : r(`${refused.is}.text`)
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
        {story?.asked && names && isActive && <AskedLine asked={story.asked} names={names} />}
        {detail && names ? (
          <WorkSections
            todo={detail}
            names={names}
            drafts={form.drafts}
            problems={{ ...refused?.byField, ...form.problems }}
            isEditable={Boolean(detail.options?.decide) && isActive}
            isDisabled={!canAct}
            onDraft={form.setField}
            choices={
              canAct && detail.choices.length > 0 ? (
                <ChoicesFields offers={detail.choices} choices={choices} onChange={setChoices} />
              ) : null
            }
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
          onAct={(action) => act(action)}
          moves={moves}
          onMove={move}
          refusal={moveRefusal && refusalText(moveRefusal)}
          isMenuOpen={isMenuOpen}
          onMenuOpenChange={setMenuOpen}
          onLeave={() => heading.current?.focus()}
        />
      )}
      {detail && !isActive && moves.length > 0 && (
        <footer className="sticky bottom-0 border-t border-separator bg-surface px-4 py-3 md:px-6">
          <ActionBar
            actions={[]}
            moves={moves}
            pending={null}
            isDisabled={retract.isPending}
            onAct={act}
            onMove={move}
            isMenuOpen={isMenuOpen}
            onMenuOpenChange={setMenuOpen}
            onComment={undefined}
            isCommenting={false}
          />
        </footer>
      )}
      {detail && names && story && (
        <WorkDialogs
          isOpen={dialog !== null}
          dialog={dialog}
          todo={detail}
          story={story}
          names={names}
          onMoved={props.onMoved}
          onReject={(nodeId) => {
            setDialog(null)
            if (rejecting) act(rejecting, nodeId)
          }}
          onClose={() => setDialog(null)}
        />
      )}
    </article>
  )
}
