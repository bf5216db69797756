"use client"

import { useTranslations } from "use-intl"
import { ActDialog } from "@/components/ticket/act-dialog"
import type { EventNames } from "@/components/ticket/event-names"
import { TargetChoice } from "./target-choice"
import { useTargets } from "./use-targets"
import type { TodoDetail } from "./work-sections"

const idle = { isPending: false, refusal: null }

/** Where a rejection sends the ticket, when the flow leaves that to whoever rejects. Deciding itself is the inbox's. */
export function RejectDialog(props: {
  todo: TodoDetail
  /** The step the todo stands at. */
  hereId: string
  names: EventNames
  onChoose: (nodeId: string) => void
  onClose: () => void
}) {
  const t = useTranslations("act.reject")
  const targets = useTargets(props.todo, props.names)
  const { chosen } = targets
  return (
    <ActDialog
      title={t("title")}
      description={t(props.todo.progress ? "descriptionVotes" : "description")}
      submit={chosen ? t("submitTo", { name: chosen.label }) : t("submit")}
      isReady={chosen !== null}
      isDanger
      step={idle}
      onSubmit={() => {
        if (chosen) props.onChoose(chosen.value)
      }}
      onClose={props.onClose}
    >
      <TargetChoice
        targets={targets}
        hereId={props.hereId}
        resume={chosen?.preview.resume ?? "again"}
        names={props.names}
      />
    </ActDialog>
  )
}
