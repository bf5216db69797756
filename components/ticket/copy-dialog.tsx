"use client"

import { useState } from "react"
import { useTranslations } from "use-intl"
import { useTRPCClient } from "@/components/trpc"
import { TextField } from "@/components/ui/text-field"
import { ActDialog } from "./act-dialog"
import { commentCharsMax } from "./comment-chars"
import { PeoplePicker, type Picked } from "./people-picker"
import { useStep } from "./use-step"

/** Sends a ticket to people for their information; each reading of it is shown. */
export function CopyDialog(props: { ticketId: string; onDone: (names: string[]) => void; onClose: () => void }) {
  const t = useTranslations("act.copy")
  const client = useTRPCClient()
  const { ticketId } = props
  const [chosen, setChosen] = useState<Picked[]>([])
  const [comment, setComment] = useState("")
  const step = useStep(
    ticketId,
    (input: { personIds: string[]; comment: string }, key) => client.ticket.copy.mutate({ ticketId, ...input, key }),
    () => {
      props.onClose()
      props.onDone(chosen.map(({ name }) => name))
    },
  )
  return (
    <ActDialog
      title={t("title")}
      description={t("description")}
      submit={t("submit", { count: chosen.length })}
      isReady={chosen.length > 0}
      step={step}
      onSubmit={() => step.take({ personIds: chosen.map(({ id }) => id), comment: comment.trim() })}
      onClose={props.onClose}
    >
      <PeoplePicker mode="multiple" isForReading chosen={chosen} onChange={setChosen} />
      <TextField label={t("comment")} lines={2} maxLength={commentCharsMax} value={comment} onChange={setComment} />
    </ActDialog>
  )
}
