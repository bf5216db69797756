"use client"

import { useLocale, useTranslations } from "use-intl"
import { AddSignDialog } from "@/components/ticket/add-sign-dialog"
import type { EventNames } from "@/components/ticket/event-names"
import { HandDialog } from "@/components/ticket/hand-dialog"
import { PauseDialog } from "@/components/ticket/pause-dialog"
import { WordDialog } from "@/components/ticket/word-dialog"
import { useTRPCClient } from "@/components/trpc"
import type { WorkMove } from "./moves"
import { RejectDialog } from "./reject-dialog"
import { ReturnDialog } from "./return-dialog"
import type { TodoStory } from "./todo-story"
import type { TodoDetail } from "./work-sections"

/** What lies open over a todo: one of its moves that ask for something first, or where a rejection goes. */
export type OpenDialog = Exclude<WorkMove, "retract" | "acknowledge" | "resume"> | "reject"

/** The dialogs of the work pane; loaded with the first of them. */
export function WorkDialogs(props: {
  isOpen: boolean
  dialog: OpenDialog | null
  todo: TodoDetail
  story: TodoStory
  names: EventNames
  /** The todo was moved: what to say of it, and whether it has left this person. */
  onMoved: (news: string, hasLeft: boolean) => void
  onReject: (nodeId: string) => void
  onClose: () => void
}) {
  const t = useTranslations("inbox.news")
  const w = useTranslations("act.withdraw")
  const locale = useLocale()
  const client = useTRPCClient()
  const { dialog, todo, story, names, onMoved, onClose } = props
  if (dialog === null) return null
  const { ticketId, todoId, title } = todo
  const place = { ticketId, todoId, without: story.signerIds, onClose }
  if (dialog === "transfer" || dialog === "delegate") {
    const word = dialog === "transfer" ? "transferred" : "delegated"
    return <HandDialog {...place} how={dialog} onDone={(name) => onMoved(t(word, { title, name }), true)} />
  }
  if (dialog === "addSign") {
    return (
      <AddSignDialog
        {...place}
        modes={todo.options?.addSign ?? []}
        onDone={(mode, people) => {
          const list = people.join(locale === "zh" ? "、" : ", ")
          // Before me: it is not my turn any more.
          onMoved(t("added", { title, names: list }), mode === "before")
        }}
      />
    )
  }
  const picture = { todo, names, hereId: story.nodeId, onClose }
  if (dialog === "return") {
    return <ReturnDialog {...picture} onDone={(target) => onMoved(t("returned", { title, target }), true)} />
  }
  if (dialog === "pause") {
    return <PauseDialog {...place} onDone={() => onMoved(t("paused", { title }), false)} />
  }
  if (dialog === "reject") return <RejectDialog {...picture} onChoose={props.onReject} />
  return (
    <WordDialog
      ticketId={ticketId}
      title={w("title", { node: names.node(story.nodeId)[locale] })}
      description={w("description")}
      comment={w("comment")}
      submit={w("submit")}
      send={(comment, key) =>
        client.ticket.withdraw.mutate({ ticketId, activationId: story.activationId, comment, key })
      }
      onDone={() => onMoved(t("withdrawn", { title }), false)}
      onClose={onClose}
    />
  )
}
