"use client"

import { Play } from "lucide-react"
import { useId, useState } from "react"
import { useTimeZone, useTranslations } from "use-intl"
import { Segmented } from "@/components/designer/controls/segmented"
import { RenderedForm } from "@/components/form/rendered-form"
import { useSame } from "@/components/form/use-same"
import { readFields } from "@/components/form/read-fields"
import { draftOf, startedDrafts, type FieldDrafts } from "@/components/ticket/field-draft"
import { focusFirstInvalid } from "@/components/ticket/focus-first-invalid"
import { madeChoices } from "@/components/ticket/made-choices"
import { momentOf, wallTimeOf } from "@/components/ticket/wall-time"
import type { EventNames } from "@/components/ticket/event-names"
import { Button } from "@/components/ui/button"
import { SelectField } from "@/components/ui/select-field"
import { TextField } from "@/components/ui/text-field"
import { choiceOffers } from "@/core/dry-run/offers"
import { isFileField, withMadeUpFiles } from "@/core/dry-run/made-up-files"
import type { SampleCall } from "@/core/dry-run/move"
import { builtInValues } from "@/core/flow/variables"
import type { Problem } from "@/core/problem"
import type { Text } from "@/core/text"
import type { Choices, Values } from "@/core/ticket/event"
import { RefusedBanner } from "./refused-banner"
import { StepChoices } from "./step-choices"
import type { DryRun } from "./use-dry-run"

const sampleCall = { caller: "13800138000", dialled: "95588", ivrPath: "" }
const nobody = "nobody"

/** How the ticket begins: by hand or by a call, when, and with what. */
export function StartForm({ dryRun, names, known }: { dryRun: DryRun; names: EventNames; known: Values }) {
  const t = useTranslations("dryRun.start")
  const timeZone = useTimeZone() ?? "UTC"
  const formId = useId()
  const { world, startAt } = dryRun
  const { flow, directory } = world
  const people = directory.people.filter(({ active }) => active)
  const start = flow.nodes.get(flow.startId)
  const form = start?.kind.form?.(start.config)
  const asked = new Set(form?.fieldKeys)
  const required = new Set(form?.required)
  const fields = flow.fields.flatMap((field) =>
    asked.has(field.key) ? [{ ...field, required: field.required || required.has(field.key) }] : [],
  )
  const offers = choiceOffers(world, flow.startId)

  const [how, setHow] = useState<"hand" | "call">("hand")
  const [by, setBy] = useState<string | null>(
    () => (people.find(({ roles }) => roles.includes("agent")) ?? people[0])?.id ?? null,
  )
  const [call, setCall] = useState(sampleCall)
  const [agentId, setAgentId] = useState<string>(nobody)
  const [begins, setBegins] = useState(() => wallTimeOf(startAt, timeZone))
  const [drafts, setDrafts] = useState<FieldDrafts>(() =>
    Object.fromEntries(
      fields.flatMap((field) => (field.key in known ? [[field.key, draftOf(field, known[field.key], timeZone)]] : [])),
    ),
  )
  const [choices, setChoices] = useState<Choices>({})
  const [wrong, setWrong] = useState<Record<string, Text>>({})
  const [problems, setProblems] = useState<Problem[]>([])
  const at = momentOf(begins, timeZone)
  const isCall = how === "call"
  const asks = fields.filter((field) => !isFileField(field))
  const shown = useSame(isCall ? asks.map((field) => ({ ...field, required: false })) : asks)
  const peopleById = useSame(Object.fromEntries(directory.people.map(({ id, name }) => [id, { name }])))

  const started = isCall ? drafts : startedDrafts(shown, drafts, { known: {}, timeZone })
  const before = { number: 0, title: "", priority: "normal", category: "", openedAt: startAt, variables: {} } as const
  const builtIns = useSame(
    builtInValues({ ...before, origin: { type: "manual" }, initiatorId: isCall ? null : by }, directory),
  )

  const submit = () => {
    // A call opens its ticket half filled in; people complete it on the way.
    const reading = readFields(shown, started, {
      known: {},
      timeZone,
      complete: !isCall,
      allFields: world.flow.fields,
      builtIns,
    })
    setWrong(reading.problems)
    if (at === null || Object.keys(reading.problems).length > 0) {
      focusFirstInvalid(document.getElementById(formId))
      return
    }
    const { caller, dialled, ivrPath } = call
    const heard: SampleCall = {
      caller: caller.trim(),
      dialled: dialled.trim(),
      intent: null,
      ivrPath: ivrPath
        .split(/[>›,，、]/)
        .map((part) => part.trim())
        .filter((part) => part !== ""),
      agentId: agentId === nobody ? null : agentId,
    }
    const made = madeChoices(choices)
    const refused = dryRun.begin(at, {
      type: "open",
      by: isCall ? null : by,
      call: isCall ? heard : null,
      fields: isCall ? reading.values : withMadeUpFiles(fields, reading.values),
      ...(made && { choices: made }),
    })
    setProblems(refused ?? [])
  }
  return (
    <form
      id={formId}
      noValidate
      className="space-y-4 px-4 py-4"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Segmented
        label={t("how")}
        options={[
          { value: "hand", label: t("byHand") },
          { value: "call", label: t("byCall") },
        ]}
        value={how}
        onChange={setHow}
      />
      {how === "hand" ? (
        <SelectField
          label={t("who")}
          options={people.map(({ id, name }) => ({ value: id, label: name }))}
          value={by}
          onChange={setBy}
        />
      ) : (
        <>
          <TextField
            label={t("caller")}
            value={call.caller}
            maxLength={64}
            onChange={(caller) => setCall({ ...call, caller })}
          />
          <TextField
            label={t("dialled")}
            value={call.dialled}
            maxLength={64}
            onChange={(dialled) => setCall({ ...call, dialled })}
          />
          <TextField
            label={t("ivrPath")}
            description={t("ivrPathHint")}
            value={call.ivrPath}
            maxLength={400}
            onChange={(ivrPath) => setCall({ ...call, ivrPath })}
          />
          <SelectField
            label={t("agent")}
            options={[
              { value: nobody, label: t("noAgent") },
              ...people.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            value={agentId}
            onChange={setAgentId}
          />
        </>
      )}
      <TextField
        label={t("begins")}
        description={t("beginsHint")}
        type="datetime-local"
        error={at === null ? t("badTime") : undefined}
        value={begins}
        onChange={setBegins}
      />
      <div className="@container">
        <RenderedForm
          isOpen
          fields={shown}
          builtIns={builtIns}
          allFields={world.flow.fields}
          drafts={started}
          problems={wrong}
          people={peopleById}
          timeZone={timeZone}
          columns={1}
          onDraft={(key, draft) => setDrafts((before) => ({ ...before, [key]: draft }))}
        />
      </div>
      {offers.length > 0 && how === "hand" && (
        <StepChoices offers={offers} directory={directory} names={names} choices={choices} onChange={setChoices} />
      )}
      <RefusedBanner problems={problems} />
      <Button type="submit">
        <Play aria-hidden="true" />
        {t("open")}
      </Button>
    </form>
  )
}
