"use client"

import { useState, type ReactNode } from "react"
import { TextField } from "@/components/ui/text-field"
import { ActDialog } from "./act-dialog"
import { commentCharsMax } from "./comment-chars"
import { useStep } from "./use-step"

/** A step that needs nothing but somebody's word: sure, and perhaps why. */
export function WordDialog(props: {
  ticketId: string
  title: ReactNode
  description: ReactNode
  submit: string
  /** Label of the comment; absent where the step takes none. */
  comment?: string
  isCommentRequired?: boolean
  isDanger?: boolean
  send: (comment: string, key: string) => Promise<unknown>
  onDone: () => void
  onClose: () => void
}) {
  const [comment, setComment] = useState("")
  const step = useStep(props.ticketId, props.send, () => {
    props.onClose()
    props.onDone()
  })
  return (
    <ActDialog
      title={props.title}
      description={props.description}
      submit={props.submit}
      size="sm"
      isDanger={props.isDanger}
      isReady={!props.isCommentRequired || comment.trim() !== ""}
      step={step}
      onSubmit={() => step.take(comment.trim())}
      onClose={props.onClose}
    >
      {props.comment && (
        <TextField
          label={props.comment}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog asks for nothing else
          autoFocus
          lines={2}
          maxLength={commentCharsMax}
          value={comment}
          onChange={setComment}
        />
      )}
    </ActDialog>
  )
}
