"use client"

import { useTranslations } from "use-intl"
import { SelectField } from "@/components/ui/select-field"
import type { Tier, TierAction } from "@/core/warning/tier"
import { nodeKind } from "@/core/flow/nodes/kinds"
import { useDesignerContext, useGraph } from "../designer-context"
import { stepName } from "../step-name"
import { NumberInput } from "./number-input"
import type { ClockKind } from "./policy-editor"
import { PersonPicker } from "./person-picker"
import { SwitchInput } from "./switch-input"

const none = "none"
const takers = ["next", "supervisor", "flowAdministrator", "named"] as const
type Taker = Extract<TierAction, { type: "reassign" }>["to"]

const firstAction = (type: TierAction["type"]): TierAction => {
  if (type === "reassign") return { type, to: { type: "next" } }
  return type === "jump" ? { type, nodeId: "" } : { type }
}
const firstTaker = (type: Taker["type"]): Taker => {
  if (type === "supervisor") return { type, level: 1 }
  // A list of nobody is not valid yet; the picker below asks for the first person.
  return type === "named" ? { type, personIds: [] } : { type }
}
const actionTypes = [
  "reassign",
  "toQueue",
  "raisePriority",
  "jump",
  "autoPass",
  "autoReject",
] as const satisfies readonly TierAction["type"][]

/** Of a step or a ticket nothing can be handed over or decided. */
const needsTodo: ReadonlySet<TierAction["type"]> = new Set(["reassign", "autoPass", "autoReject"])

/** What a warning does besides telling people, and whether it tells them again. */
export function TierActionEditor({
  of,
  tier,
  onChange,
}: {
  of: ClockKind
  tier: Tier
  onChange: (tier: Tier, isTyped?: boolean) => void
}) {
  const t = useTranslations("designer.tierAction")
  const { action, repeat, ...rest } = tier
  const withRepeat = repeat ? { ...rest, repeat } : rest
  const setAction = (next: TierAction | null) => onChange(next ? { ...withRepeat, action: next } : withRepeat)
  return (
    <div className="space-y-2.5">
      <SelectField
        label={t("title")}
        options={[
          none,
          ...actionTypes.filter((type) => of === "todo" || !needsTodo.has(type) || type === action?.type),
        ].map((type) => ({ value: type, label: t(`types.${type as typeof none}`) }))}
        value={action?.type ?? none}
        onChange={(type) => setAction(type === none ? null : firstAction(type as TierAction["type"]))}
      />
      {action?.type === "reassign" && (
        <TakerEditor to={action.to} onChange={(to) => setAction({ type: "reassign", to })} />
      )}
      {action?.type === "jump" && (
        <StepChoice nodeId={action.nodeId} onChange={(nodeId) => setAction({ type: "jump", nodeId })} />
      )}
      <SwitchInput
        label={t("repeat")}
        isOn={repeat !== undefined}
        isDisabled={false}
        onChange={(isOn) => {
          const { repeat: _repeat, ...once } = tier
          onChange(isOn ? { ...once, repeat: { everyMin: 15, timesMax: 3 } } : once)
        }}
      />
      {repeat && (
        <div className="flex gap-2">
          <NumberInput
            label={t("every")}
            className="flex-1"
            value={repeat.everyMin}
            min={1}
            max={10_080}
            unit={t("min")}
            onChange={(everyMin) => onChange({ ...tier, repeat: { ...repeat, everyMin } }, true)}
          />
          <NumberInput
            label={t("times")}
            className="flex-1"
            value={repeat.timesMax}
            min={1}
            max={50}
            onChange={(timesMax) => onChange({ ...tier, repeat: { ...repeat, timesMax } }, true)}
          />
        </div>
      )}
    </div>
  )
}

function TakerEditor({ to, onChange }: { to: Taker; onChange: (to: Taker) => void }) {
  const t = useTranslations("designer.tierAction")
  return (
    <div className="space-y-2">
      <SelectField
        label={t("taker")}
        options={takers.map((type) => ({ value: type, label: t(`takers.${type}`) }))}
        value={to.type}
        onChange={(type) => onChange(firstTaker(type))}
      />
      {to.type === "supervisor" && (
        <NumberInput
          label={t("level")}
          value={to.level}
          min={1}
          max={10}
          onChange={(level) => onChange({ ...to, level })}
        />
      )}
      {to.type === "named" && (
        <PersonPicker
          label={t("named")}
          isLabelHidden
          personIds={to.personIds}
          max={20}
          isDisabled={false}
          onChange={(personIds) => onChange({ type: "named", personIds })}
        />
      )}
    </div>
  )
}

function StepChoice({ nodeId, onChange }: { nodeId: string; onChange: (nodeId: string) => void }) {
  const t = useTranslations("designer.tierAction")
  const { locale } = useDesignerContext()
  const graph = useGraph()
  const steps = graph.nodes.filter((node) => nodeKind(node.kind)?.hasEntry)
  return (
    <SelectField
      label={t("step")}
      options={steps.map((node) => ({ value: node.id, label: stepName(node, locale) }))}
      value={nodeId}
      onChange={onChange}
    />
  )
}
