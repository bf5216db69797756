"use client"

import { useState } from "react"
import { useTranslations } from "use-intl"
import { useTRPCClient } from "@/components/trpc"
import { ChoiceList } from "@/components/ui/choice-list"
import { TextField } from "@/components/ui/text-field"
import type { TodoOptions } from "@/core/ticket/options"
import { ActDialog } from "./act-dialog"
import { commentCharsMax } from "./comment-chars"
import { PeoplePicker, type Picked } from "./people-picker"
import { useStep } from "./use-step"

export type SignMode = TodoOptions["addSign"][number]

/** Asks people to sign before or after me, or beside me with a vote of their own. */
export function AddSignDialog(props: {
  ticketId: string
  todoId: string
  /** What the engine offers; at least one. */
  modes: readonly SignMode[]
  without: ReadonlySet<string>
  onDone: (mode: SignMode, names: string[]) => void
  onClose: () => void
}) {
  const t = useTranslations("act.addSign")
  const client = useTRPCClient()
  const { ticketId, todoId, modes } = props
  const [mode, setMode] = useState<SignMode | undefined>(modes[0])
  const [chosen, setChosen] = useState<Picked[]>([])
  const [comment, setComment] = useState("")
  const step = useStep(
    ticketId,
    (input: { mode: SignMode; personIds: string[]; comment: string }, key) =>
      client.todo.addSign.mutate({ ticketId, todoId, ...input, key }),
    (input) => {
      props.onClose()
      props.onDone(
        input.mode,
        chosen.map(({ name }) => name),
      )
    },
  )
  const isReady = mode !== undefined && chosen.length > 0
  return (
    <ActDialog
      title={t("title")}
      description={t("description")}
      submit={chosen.length > 0 ? t("submitCount", { count: chosen.length }) : t("submit")}
      isReady={isReady}
      step={step}
      onSubmit={() => {
        if (isReady) step.take({ mode, personIds: chosen.map(({ id }) => id), comment: comment.trim() })
      }}
      onClose={props.onClose}
    >
      <PeoplePicker mode="multiple" chosen={chosen} onChange={setChosen} without={props.without} />
      <ChoiceList
        label={t("mode")}
        value={mode ?? null}
        onChange={setMode}
        options={modes.map((value) => ({
          value,
          label: t(`modes.${value}.label`),
          description: t(`modes.${value}.hint`),
        }))}
      />
      <TextField label={t("comment")} lines={2} maxLength={commentCharsMax} value={comment} onChange={setComment} />
    </ActDialog>
  )
}
