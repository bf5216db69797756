"use client"

import { useState } from "react"
import { useTranslations } from "use-intl"
import { useTRPCClient } from "@/components/trpc"
import { TextField } from "@/components/ui/text-field"
import { ActDialog } from "./act-dialog"
import { commentCharsMax } from "./comment-chars"
import { useStep } from "./use-step"

/** Takes back what this person completed and nobody has followed up on. */
export function WithdrawDialog(props: {
  ticketId: string
  activationId: string
  nodeName: string
  onDone: () => void
  onClose: () => void
}) {
  const t = useTranslations("act.withdraw")
  const client = useTRPCClient()
  const { ticketId, activationId } = props
  const [comment, setComment] = useState("")
  const step = useStep(
    ticketId,
    (text: string, key) => client.ticket.withdraw.mutate({ ticketId, activationId, comment: text, key }),
    () => {
      props.onClose()
      props.onDone()
    },
  )
  return (
    <ActDialog
      title={t("title", { node: props.nodeName })}
      description={t("description")}
      submit={t("submit")}
      size="sm"
      step={step}
      onSubmit={() => step.take(comment.trim())}
      onClose={props.onClose}
    >
      <TextField
        label={t("comment")}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog asks for nothing else
        autoFocus
        lines={2}
        maxLength={commentCharsMax}
        value={comment}
        onChange={setComment}
      />
    </ActDialog>
  )
}
