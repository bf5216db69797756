"use client"

import { ArrowRightLeft, CornerUpLeft, Ellipsis, Inbox, MessageCircleQuestion, UserPlus } from "lucide-react"
import { useId, useState } from "react"
import { useLocale, useTimeZone, useTranslations } from "use-intl"
import { ClockMark } from "@/components/ticket/clock-mark"
import { RenderedForm } from "@/components/form/rendered-form"
import { useSame } from "@/components/form/use-same"
import { readFields } from "@/components/form/read-fields"
import { draftOf, type FieldDrafts } from "@/components/ticket/field-draft"
import { focusFirstInvalid } from "@/components/ticket/focus-first-invalid"
import { madeChoices } from "@/components/ticket/made-choices"
import type { EventNames } from "@/components/ticket/event-names"
import { Button, type ButtonProps } from "@/components/ui/button"
import { MenuButton, type MenuEntry } from "@/components/ui/menu"
import { PersonChip } from "@/components/ui/person-chip"
import { SelectField } from "@/components/ui/select-field"
import { TextField } from "@/components/ui/text-field"
import { isFileField, withMadeUpFiles } from "@/core/dry-run/made-up-files"
import type { TodoOffer } from "@/core/dry-run/offers"
import type { TodoAction } from "@/core/flow/node-kind"
import { builtInValues } from "@/core/flow/variables"
import type { Problem } from "@/core/problem"
import type { Text } from "@/core/text"
import type { Choices } from "@/core/ticket/event"
import { MoveForm, type TodoMoveName } from "./move-form"
import { RefusedBanner } from "./refused-banner"
import { StepChoices } from "./step-choices"
import type { DryRun } from "./use-dry-run"

const variants: Record<TodoAction["tone"], ButtonProps["variant"]> = {
  positive: "primary",
  negative: "danger-soft",
  neutral: "outline",
}
const commentCharsMax = 4000

/** Somebody's work as they would see it, with its own buttons. Whoever tries the flow acts in their name. */
export function TodoCard({ offer, dryRun, names }: { offer: TodoOffer; dryRun: DryRun; names: EventNames }) {
  const t = useTranslations("dryRun.todo")
  const locale = useLocale()
  const id = useId()
  const { todo, personId } = offer
  const step = names.node(offer.nodeId)[locale]
  const [move, setMove] = useState<TodoMoveName | null>(null)
  const more = entriesOf(offer, t, setMove)
  return (
    <section aria-labelledby={id} className="space-y-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 id={id} className="min-w-0 text-sm font-medium">
          {step}
        </h3>
        {todo.clock && <ClockMark clock={todo.clock} at={dryRun.run.at} />}
      </div>
      {personId === null ? (
        <ClaimForm offer={offer} dryRun={dryRun} names={names} />
      ) : (
        <>
          <div className="flex items-center justify-between gap-2">
            <PersonChip name={names.person(personId)[locale]} />
            {more.length > 0 && (
              <MenuButton isIconOnly size="sm" label={t("more", { step })} groups={[{ id: "moves", entries: more }]}>
                <Ellipsis aria-hidden="true" />
              </MenuButton>
            )}
          </div>
          {move ? (
            <MoveForm
              move={move}
              offer={{ ...offer, personId }}
              dryRun={dryRun}
              names={names}
              onCancel={() => setMove(null)}
            />
          ) : (
            <DecideForm offer={{ ...offer, personId }} dryRun={dryRun} names={names} />
          )}
        </>
      )}
    </section>
  )
}

type Translate = ReturnType<typeof useTranslations<"dryRun.todo">>

function entriesOf({ options }: TodoOffer, t: Translate, choose: (move: TodoMoveName) => void): MenuEntry[] {
  if (!options) return []
  const all = [
    { id: "transfer", icon: ArrowRightLeft, may: options.transfer },
    { id: "delegate", icon: MessageCircleQuestion, may: options.delegate },
    { id: "addSign", icon: UserPlus, may: options.addSign.length > 0 },
    { id: "return", icon: CornerUpLeft, may: options.return !== null },
  ] as const
  return all
    .filter(({ may }) => may)
    .map((entry) => ({
      id: entry.id,
      icon: entry.icon,
      label: t(`moves.${entry.id}`),
      onSelect: () => choose(entry.id),
    }))
}

/** Out of a queue somebody takes it; whoever tries the flow says who. */
function ClaimForm({ offer, dryRun, names }: { offer: TodoOffer; dryRun: DryRun; names: EventNames }) {
  const t = useTranslations("dryRun.todo")
  const locale = useLocale()
  const { claimants, nodeId } = offer
  const [chosen, setChosen] = useState<string | null>(claimants[0] ?? null)
  const [problems, setProblems] = useState<Problem[]>([])
  if (claimants.length === 0) return <p className="text-sm text-muted">{t("nobodyClaims")}</p>
  return (
    <div className="space-y-3">
      <p className="flex items-center gap-1.5 text-sm text-muted">
        <Inbox className="size-4 shrink-0" aria-hidden="true" />
        {t("inQueue")}
      </p>
      <SelectField
        label={t("claimant")}
        options={claimants.map((id) => ({ value: id, label: names.person(id)[locale] }))}
        value={chosen}
        onChange={setChosen}
      />
      <RefusedBanner problems={problems} />
      <Button
        onPress={() => {
          if (chosen !== null) setProblems(dryRun.take({ type: "claim", nodeId, personId: chosen }) ?? [])
        }}
      >
        {t("claim")}
      </Button>
    </div>
  )
}

type Held = TodoOffer & { personId: string }

function DecideForm({ offer, dryRun, names }: { offer: Held; dryRun: DryRun; names: EventNames }) {
  const t = useTranslations("dryRun.todo")
  const locale = useLocale()
  const timeZone = useTimeZone() ?? "UTC"
  const formId = useId()
  const { run, world } = dryRun
  const known = run.state?.variables ?? {}
  const asked = new Set(offer.form.fieldKeys)
  const required = new Set(offer.form.required)
  const fields = world.flow.fields.flatMap((field) =>
    asked.has(field.key) ? [{ ...field, required: field.required || required.has(field.key) }] : [],
  )
  const shown = useSame(fields.filter((field) => !isFileField(field)))
  const peopleById = useSame(Object.fromEntries(world.directory.people.map(({ id, name }) => [id, { name }])))
  const builtIns = useSame(run.state ? builtInValues(run.state, world.directory) : {})
  const [typed, setTyped] = useState<FieldDrafts>({})
  const [comment, setComment] = useState("")
  const [toNodeId, setToNodeId] = useState<string | null>(null)
  const [choices, setChoices] = useState<Choices>({})
  const [wrong, setWrong] = useState<Record<string, Text>>({})
  const [problems, setProblems] = useState<Problem[]>([])
  const rejectTo = offer.options?.rejectTo ?? null
  const lacksComment = problems.some(({ code }) => code === "commentMissing")
  const drafts: FieldDrafts = {
    ...Object.fromEntries(
      fields.map((field) => [field.key, draftOf(field, known[field.key] ?? field.initial, timeZone)]),
    ),
    ...typed,
  }
  const act = ({ decision, outcome }: TodoAction) => {
    const isRejection = decision === "reject"
    const reading = readFields(shown, drafts, {
      known,
      timeZone,
      complete: !isRejection,
      allFields: world.flow.fields,
      builtIns,
    })
    setWrong(reading.problems)
    setProblems([])
    if (Object.keys(reading.problems).length > 0) {
      focusFirstInvalid(document.getElementById(formId))
      return
    }
    const made = isRejection ? undefined : madeChoices(choices)
    const refused = dryRun.take({
      type: "decide",
      nodeId: offer.nodeId,
      personId: offer.personId,
      decision,
      outcome,
      comment: comment.trim(),
      fields: isRejection ? reading.values : withMadeUpFiles(fields, reading.values, known),
      ...(isRejection && toNodeId !== null && { toNodeId }),
      ...(made && { choices: made }),
    })
    setProblems(refused ?? [])
  }
  return (
    <div id={formId} className="space-y-3">
      {offer.form.instructions !== "" && (
        <p className="text-sm text-pretty whitespace-pre-wrap text-muted">{offer.form.instructions}</p>
      )}
      <div className="@container">
        <RenderedForm
          isOpen
          fields={shown}
          builtIns={builtIns}
          allFields={world.flow.fields}
          drafts={drafts}
          known={known}
          problems={wrong}
          people={peopleById}
          timeZone={timeZone}
          columns={1}
          onDraft={(key, draft) => setTyped((before) => ({ ...before, [key]: draft }))}
        />
      </div>
      {offer.choices.length > 0 && (
        <StepChoices
          offers={offer.choices}
          directory={world.directory}
          names={names}
          choices={choices}
          onChange={setChoices}
        />
      )}
      {rejectTo && rejectTo.length > 0 && (
        <SelectField
          label={t("rejectTo")}
          options={rejectTo.map((nodeId) => ({ value: nodeId, label: names.node(nodeId)[locale] }))}
          value={toNodeId}
          onChange={setToNodeId}
        />
      )}
      <TextField
        label={t("comment")}
        lines={1}
        maxLength={commentCharsMax}
        error={lacksComment ? t("commentMissing") : undefined}
        value={comment}
        onChange={setComment}
        className="[&_textarea]:max-h-40 [&_textarea]:resize-none [&_textarea]:field-sizing-content"
      />
      <RefusedBanner problems={problems} besides={["comment"]} />
      <div className="flex flex-wrap gap-2">
        {offer.actions.map((action) => (
          <Button
            key={`${action.decision}.${action.outcome ?? ""}`}
            variant={variants[action.tone]}
            onPress={() => act(action)}
          >
            {action.title[locale]}
          </Button>
        ))}
      </div>
    </div>
  )
}
