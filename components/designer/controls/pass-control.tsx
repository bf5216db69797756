"use client"

import { useTranslations } from "use-intl"
import { approvalsNeeded, passSchema, type Pass } from "@/core/flow/nodes/approval"
import { peopleRuleSchema } from "@/core/people/rule"
import type { ControlProps } from "./control"
import { ControlFrame } from "./control-frame"
import { NumberInput } from "./number-input"
import { Segmented } from "./segmented"

const starters: { [T in Pass["type"]]: Extract<Pass, { type: T }> } = {
  all: { type: "all" },
  count: { type: "count", count: 2 },
  ratio: { type: "ratio", percent: 50 },
}
/** Numbers of signers a ratio is explained with when the rule does not name people one by one. */
const examples = [3, 5]

/** How many approvals a countersign needs, with the arithmetic said out loud. */
export function PassControl({ people, label, help, error, value, onChange, isDisabled }: ControlProps) {
  const t = useTranslations("designer.pass")
  const pass = passSchema.safeParse(value).data ?? starters.all
  const rule = peopleRuleSchema.safeParse(people).data
  const named = rule?.type === "named" ? new Set(rule.personIds).size : 0
  const words = named > 0 ? [named] : pass.type === "ratio" ? examples : []
  const inWords = words
    .filter((seats) => approvalsNeeded(pass, seats) <= seats)
    .map((seats) => t("needs", { need: approvalsNeeded(pass, seats), seats }))
    .join(t("separator"))
  return (
    <ControlFrame label={label} help={inWords || help} error={error}>
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
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
        {pass.type === "ratio" && (
          <NumberInput
            label={t("ratioLabel")}
            isLabelHidden
            className="w-24"
            value={pass.percent}
            min={1}
            max={100}
            unit="%"
            isDisabled={isDisabled}
            onChange={(percent) => onChange({ type: "ratio", percent }, true)}
          />
        )}
      </div>
    </ControlFrame>
  )
}
