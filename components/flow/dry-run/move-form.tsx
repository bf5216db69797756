"use client"

import { useState } from "react"
import { useLocale, useTranslations } from "use-intl"
import { PeopleField } from "@/components/admin/people-field"
import type { EventNames } from "@/components/ticket/event-names"
import { Button } from "@/components/ui/button"
import { SelectField } from "@/components/ui/select-field"
import { TextField } from "@/components/ui/text-field"
import type { TodoOffer } from "@/core/dry-run/offers"
import type { Move } from "@/core/dry-run/move"
import type { Problem } from "@/core/problem"
import { RefusedBanner } from "./refused-banner"
import type { DryRun } from "./use-dry-run"

export type TodoMoveName = "transfer" | "delegate" | "addSign" | "return"

/** Whatever else somebody may do with their work than decide it: to whom, or where to, and why. */
export function MoveForm(props: {
  move: TodoMoveName
  offer: TodoOffer & { personId: string }
  dryRun: DryRun
  names: EventNames
  onCancel: () => void
}) {
  const t = useTranslations("dryRun.todo")
  const locale = useLocale()
  const { move, offer, dryRun, names } = props
  const { nodeId, personId, options } = offer
  const [personIds, setPersonIds] = useState<string[]>([])
  const modes = options?.addSign ?? []
  const [mode, setMode] = useState(modes[0] ?? "before")
  const targets = options?.return?.nodeIds ?? []
  const [target, setTarget] = useState<string | null>(targets[0] ?? null)
  const [resume, setResume] = useState<"again" | "back">("again")
  const [comment, setComment] = useState("")
  const [problems, setProblems] = useState<Problem[]>([])
  const [toId] = personIds
  const made = (): Move | null => {
    const whose = { nodeId, personId, comment: comment.trim() }
    if (move === "return") {
      return target === null
        ? null
        : { type: move, ...whose, toNodeId: target, resume: options?.return?.resume ?? resume }
    }
    if (toId === undefined) return null
    return move === "addSign" ? { type: move, ...whose, mode, personIds } : { type: move, ...whose, toId }
  }
  const ready = made()
  return (
    <div className="space-y-3 rounded-lg border border-border p-3">
      <p className="text-sm font-medium">{t(`moves.${move}`)}</p>
      {move === "return" ? (
        <>
          <SelectField
            label={t("returnTo")}
            options={targets.map((id) => ({ value: id, label: names.node(id)[locale] }))}
            value={target}
            onChange={setTarget}
          />
          {options?.return?.resume === null && (
            <SelectField
              label={t("resume")}
              options={[
                { value: "again", label: t("resumeAgain") },
                { value: "back", label: t("resumeBack") },
              ]}
              value={resume}
              onChange={setResume}
            />
          )}
        </>
      ) : (
        <PeopleField
          label={t("toWhom")}
          people={dryRun.world.directory.people.filter(({ id }) => id !== personId)}
          chosenIds={personIds}
          isSingle={move !== "addSign"}
          onChange={setPersonIds}
        />
      )}
      {move === "addSign" && (
        <SelectField
          label={t("signs")}
          options={modes.map((value) => ({ value, label: t(`modes.${value}`) }))}
          value={mode}
          onChange={setMode}
        />
      )}
      <TextField label={t("comment")} lines={1} maxLength={4000} value={comment} onChange={setComment} />
      <RefusedBanner problems={problems} />
      <div className="flex gap-2">
        <Button
          size="sm"
          isDisabled={!ready}
          onPress={() => {
            if (ready) setProblems(dryRun.take(ready) ?? [])
          }}
        >
          {t(`moves.${move}`)}
        </Button>
        <Button size="sm" variant="outline" onPress={props.onCancel}>
          {t("cancel")}
        </Button>
      </div>
    </div>
  )
}
