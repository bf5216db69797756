"use client"

import { useTranslations } from "use-intl"
import { SelectField } from "@/components/ui/select-field"
import { unitPath, unitTree, type UnitNode } from "./unit-tree"

const none = "none"

/** One of the units, or none. `except` are those that may not be chosen. */
export function UnitField(props: {
  label: string
  noneLabel: string
  description?: string
  error?: string
  units: readonly UnitNode[]
  except?: ReadonlySet<string>
  value: string | null
  onChange: (id: string | null) => void
}) {
  const t = useTranslations("members")
  const options = unitTree(props.units)
    .filter(({ unit }) => !props.except?.has(unit.id))
    .map(({ unit }) => ({ value: unit.id, label: unitPath(props.units, unit.id) }))
  return (
    <SelectField
      label={props.label}
      description={props.units.length === 0 ? t("noUnitsYet") : props.description}
      error={props.error}
      options={[{ value: none, label: props.noneLabel }, ...options]}
      value={props.value ?? none}
      onChange={(value) => props.onChange(value === none ? null : value)}
    />
  )
}
