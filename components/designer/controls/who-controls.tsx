"use client"

import { useTranslations } from "use-intl"
import { SelectField } from "@/components/ui/select-field"
import { distributionSchema, emptyRuleSchema, type EmptyRule } from "@/core/people/rule"
import type { ControlProps } from "./control"
import { PersonPicker } from "./person-picker"

export function DistributionControl({ label, help, error, value, onChange, isDisabled }: ControlProps) {
  const t = useTranslations("designer.distribution")
  return (
    <SelectField
      label={label}
      description={help}
      error={error}
      isDisabled={isDisabled}
      options={distributionSchema.options.map((option) => ({ value: option, label: t(option) }))}
      value={distributionSchema.safeParse(value).data ?? null}
      onChange={(next) => onChange(next)}
    />
  )
}

const emptyTypes = [
  "hold",
  "flowAdministrator",
  "named",
  "pass",
  "reject",
] as const satisfies readonly EmptyRule["type"][]

/** What happens when nobody is found, told as a sentence for each choice. */
export function EmptyRuleControl({ label, error, value, onChange, isDisabled }: ControlProps) {
  const t = useTranslations("designer.empty")
  // A list of nobody is not a valid rule yet, but it is what people see before they choose the first person.
  const isNamed = typeof value === "object" && value !== null && "type" in value && value.type === "named"
  const rule = emptyRuleSchema.safeParse(value).data ?? (isNamed ? ({ type: "named", personIds: [] } as const) : null)
  return (
    <div className="space-y-2.5">
      <SelectField
        label={label}
        description={rule ? t(`about.${rule.type}`) : undefined}
        error={error}
        isDisabled={isDisabled}
        options={emptyTypes.map((type) => ({ value: type, label: t(`types.${type}`) }))}
        value={rule?.type ?? null}
        onChange={(type) => onChange(type === "named" ? { type, personIds: [] } : { type })}
      />
      {rule?.type === "named" && (
        <PersonPicker
          label={t("persons")}
          isLabelHidden
          personIds={rule.personIds}
          max={20}
          isDisabled={isDisabled}
          onChange={(personIds) => onChange({ type: "named", personIds })}
        />
      )}
    </div>
  )
}
