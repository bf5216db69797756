"use client"

import { useState } from "react"
import { useTranslations } from "use-intl"
import { useTRPCClient } from "@/components/trpc"
import { TextField } from "@/components/ui/text-field"
import { ActDialog } from "./act-dialog"
import { commentCharsMax } from "./comment-chars"
import { PeoplePicker, type Picked } from "./people-picker"
import { useStep } from "./use-step"

/** Hands a todo to a colleague for good (`transfer`), or for their opinion, after which it comes back (`delegate`). */
export function HandDialog(props: {
  how: "transfer" | "delegate"
  ticketId: string
  todoId: string
  /** Who has a say in this step already; not offered. */
  without: ReadonlySet<string>
  onDone: (toName: string) => void
  onClose: () => void
}) {
  const t = useTranslations(`act.${props.how}`)
  const client = useTRPCClient()
  const { ticketId, todoId, how } = props
  const [chosen, setChosen] = useState<Picked[]>([])
  const [comment, setComment] = useState("")
  const [to] = chosen
  const step = useStep(
    ticketId,
    (input: { toId: string; comment: string }, key) => client.todo[how].mutate({ ticketId, todoId, ...input, key }),
    () => {
      props.onClose()
      if (to) props.onDone(to.name)
    },
  )
  return (
    <ActDialog
      title={t("title")}
      description={t("description")}
      submit={to ? t("submitTo", { name: to.name }) : t("submit")}
      isReady={to !== undefined}
      step={step}
      onSubmit={() => {
        if (to) step.take({ toId: to.id, comment: comment.trim() })
      }}
      onClose={props.onClose}
    >
      <PeoplePicker mode="single" chosen={chosen} onChange={setChosen} without={props.without} />
      <TextField label={t("comment")} lines={2} maxLength={commentCharsMax} value={comment} onChange={setComment} />
    </ActDialog>
  )
}
