"use client"

import { useTranslations } from "use-intl"
import { useTRPCClient } from "@/components/trpc"
import { WordDialog } from "./word-dialog"

/** The clock of a todo stands still until somebody lets it go on; why is asked for. */
export function PauseDialog(props: { ticketId: string; todoId: string; onDone: () => void; onClose: () => void }) {
  const t = useTranslations("act.pause")
  const client = useTRPCClient()
  const { ticketId, todoId } = props
  return (
    <WordDialog
      ticketId={ticketId}
      title={t("title")}
      description={t("description")}
      comment={t("comment")}
      isCommentRequired
      submit={t("submit")}
      send={(comment, key) => client.todo.pause.mutate({ ticketId, todoId, comment, key })}
      onDone={props.onDone}
      onClose={props.onClose}
    />
  )
}
