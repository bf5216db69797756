"use client"

import { useTranslations } from "use-intl"
import { approvalsNeeded, passSchema, type Pass } from "@/core/flow/nodes/approval"
import { peopleRuleSchema } from "@/core/people/rule"
import { useDesignerContext } from "../designer-context"
import type { ControlProps } from "./control"
import { ControlFrame } from "./control-frame"
import { NumberInput } from "./number-input"
import { PersonPicker } from "./person-picker"
import { Segmented } from "./segmented"

const starters: { [T in Pass["type"]]: Extract<Pass, { type: T }> } = {
  all: { type: "all" },
  count: { type: "count", count: 2 },
  ratio: { type: "ratio", percent: 50 },
  weight: { type: "weight", percent: 50, weights: [] },
}
/** Numbers of signers a ratio is explained with when the rule does not name people one by one. */
const examples = [3, 5]

/** Votes of people who are named one by one: whoever is not listed has one. */
function votesOf(pass: Pass, personIds: readonly string[]): number {
  if (pass.type !== "weight") return personIds.length
  const weights = new Map(pass.weights.map(({ personId, weight }) => [personId, weight]))
  return personIds.reduce((sum, personId) => sum + (weights.get(personId) ?? 1), 0)
}

/** How many approvals a countersign needs, with the arithmetic said out loud. */
export function PassControl({ people, label, help, error, value, onChange, isDisabled }: ControlProps) {
  const t = useTranslations("designer.pass")
  const pass = passSchema.safeParse(value).data ?? starters.all
  const rule = peopleRuleSchema.safeParse(people).data
  const named = rule?.type === "named" ? [...new Set(rule.personIds)] : []
  const words = named.length > 0 ? [votesOf(pass, named)] : pass.type === "ratio" ? examples : []
  const inWords = words
    .filter((votes) => approvalsNeeded(pass, votes) <= votes)
    .map((votes) =>
      t(pass.type === "weight" ? "needsVotes" : "needs", { need: approvalsNeeded(pass, votes), seats: votes }),
    )
    .join(t("separator"))
  return (
    <ControlFrame label={label} help={inWords || help} error={error}>
      <div className="flex flex-wrap items-start gap-2">
        <div className="min-w-0 basis-full">
          <Segmented
            label={label}
            isLabelHidden
            options={passSchema.options.map(({ shape }) => ({ value: shape.type.value, label: t(shape.type.value) }))}
            value={pass.type}
            isDisabled={isDisabled}
            onChange={(type) => onChange(starters[type])}
          />
        </div>
        {pass.type === "count" && (
          <NumberInput
            label={t("countLabel")}
            isLabelHidden
            className="w-24"
            value={pass.count}
            min={1}
            max={200}
            unit={t("people")}
            isDisabled={isDisabled}
            onChange={(count) => onChange({ type: "count", count }, true)}
          />
        )}
        {(pass.type === "ratio" || pass.type === "weight") && (
          <NumberInput
            label={t(pass.type === "ratio" ? "ratioLabel" : "weightLabel")}
            isLabelHidden
            className="w-24"
            value={pass.percent}
            min={1}
            max={100}
            unit="%"
            isDisabled={isDisabled}
            onChange={(percent) => onChange({ ...pass, percent }, true)}
          />
        )}
      </div>
      {pass.type === "weight" && <Weights pass={pass} isDisabled={isDisabled} onChange={onChange} />}
    </ControlFrame>
  )
}

const votesAtFirst = 2

/** Who has more than one vote, and how many. */
function Weights(props: Pick<ControlProps, "onChange" | "isDisabled"> & { pass: Extract<Pass, { type: "weight" }> }) {
  const t = useTranslations("designer.pass")
  const { directory } = useDesignerContext()
  const { pass, onChange, isDisabled } = props
  const weightOf = (personId: string) => pass.weights.find((one) => one.personId === personId)?.weight ?? votesAtFirst
  return (
    <div className="mt-3 space-y-2">
      <PersonPicker
        label={t("weightPeople")}
        help={t("weightHelp")}
        personIds={pass.weights.map(({ personId }) => personId)}
        max={200}
        isDisabled={isDisabled}
        onChange={(personIds) =>
          onChange({ ...pass, weights: personIds.map((personId) => ({ personId, weight: weightOf(personId) })) })
        }
      />
      {pass.weights.map(({ personId, weight }) => {
        const name = directory.people.find((person) => person.id === personId)?.name ?? "?"
        return (
          <NumberInput
            key={personId}
            label={t("weightsOf", { name })}
            value={weight}
            min={1}
            max={100}
            isDisabled={isDisabled}
            onChange={(votes) => {
              const weights = pass.weights.map((one) => (one.personId === personId ? { personId, weight: votes } : one))
              onChange({ ...pass, weights }, true)
            }}
          />
        )
      })}
    </div>
  )
}
