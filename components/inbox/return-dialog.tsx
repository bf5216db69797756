"use client"

import { useState } from "react"
import { useTranslations } from "use-intl"
import { ActDialog } from "@/components/ticket/act-dialog"
import { commentCharsMax } from "@/components/ticket/comment-chars"
import type { EventNames } from "@/components/ticket/event-names"
import { useStep } from "@/components/ticket/use-step"
import { useTRPCClient } from "@/components/trpc"
import { ChoiceList } from "@/components/ui/choice-list"
import { TextField } from "@/components/ui/text-field"
import type { Resume } from "@/core/ticket/event"
import { TargetChoice } from "./target-choice"
import { useTargets } from "./use-targets"
import type { TodoDetail } from "./work-sections"

const resumes = ["again", "back"] as const

/** Sends a todo back to an earlier step, with a picture of what that undoes before it is done. */
export function ReturnDialog(props: {
  todo: TodoDetail
  /** The step the todo stands at. */
  hereId: string
  names: EventNames
  /** The step it went to, by name. */
  onDone: (target: string) => void
  onClose: () => void
}) {
  const t = useTranslations("act.return")
  const client = useTRPCClient()
  const { todo, names } = props
  const { ticketId, todoId } = todo
  const targets = useTargets(todo, names)
  const [wanted, setWanted] = useState<Resume>("again")
  const [comment, setComment] = useState("")
  const { chosen } = targets
  // The flow's author may have settled how it comes back.
  const settled = todo.options?.return?.resume ?? null
  const mayChoose = settled === null && Boolean(chosen?.preview.mayComeBack)
  const resume = settled ?? (mayChoose ? wanted : "again")
  const step = useStep(
    ticketId,
    (input: { nodeId: string; resume: Resume; comment: string }, key) =>
      client.todo.return.mutate({ ticketId, todoId, ...input, key }),
    () => {
      props.onClose()
      if (chosen) props.onDone(chosen.label)
    },
  )
  const isReady = chosen !== null && comment.trim() !== ""
  return (
    <ActDialog
      title={t("title")}
      description={t("description")}
      submit={chosen ? t("submitTo", { name: chosen.label }) : t("submit")}
      isReady={isReady}
      step={step}
      onSubmit={() => {
        if (isReady) step.take({ nodeId: chosen.value, resume, comment: comment.trim() })
      }}
      onClose={props.onClose}
    >
      <TargetChoice targets={targets} hereId={props.hereId} resume={resume} names={names}>
        {mayChoose && (
          <ChoiceList
            label={t("resume")}
            value={resume}
            onChange={setWanted}
            options={resumes.map((value) => ({
              value,
              label: t(`resumes.${value}.label`),
              description: t(`resumes.${value}.hint`),
            }))}
          />
        )}
      </TargetChoice>
      <TextField
        label={t("comment")}
        description={t("commentNeeded")}
        lines={2}
        maxLength={commentCharsMax}
        value={comment}
        onChange={setComment}
      />
    </ActDialog>
  )
}
