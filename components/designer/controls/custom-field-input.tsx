"use client"

import { useState, type ComponentType } from "react"
import { useTranslations } from "use-intl"
import { SelectField } from "@/components/ui/select-field"
import { TextField } from "@/components/ui/text-field"
import type { CustomField } from "@/core/flow/custom-kind"
import type { PanelField } from "@/core/flow/node-kind"
import { useDesignerContext } from "../designer-context"
import { SourceField } from "./source-field"
import { SwitchInput } from "./switch-input"
import { TemplateControl } from "./template-control"
import { FieldPlace } from "./field-place"

export type CustomValue = string | number | boolean
type Props = {
  panel: PanelField
  field: CustomField
  value: CustomValue | undefined
  isDisabled: boolean
  /** Undefined takes the value out. */
  onChange: (value: CustomValue | undefined, isTyped?: boolean) => void
}
const unset = ""

/** One field of an own kind, edited as its type wants it. */
export function CustomFieldInput(props: Props) {
  const Input = inputs[props.field.type]
  return (
    <FieldPlace name={`values.${props.field.key}`}>
      <Input {...props} />
    </FieldPlace>
  )
}

const useLabel = ({ label, required }: CustomField) => {
  const { locale } = useDesignerContext()
  return required ? `${label[locale]} *` : label[locale]
}

function TextInput({ panel, field, value, isDisabled, onChange }: Props) {
  return (
    <TemplateControl
      panel={panel}
      people={undefined}
      label={useLabel(field)}
      value={value}
      isDisabled={isDisabled}
      onChange={(text) => onChange(String(text) || undefined, true)}
    />
  )
}

/** Any number; while what is typed is none, the last one stays. */
function FigureInput({ field, value, isDisabled, onChange }: Props) {
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <TextField
      label={useLabel(field)}
      inputMode="decimal"
      value={typed ?? (value === undefined ? "" : String(value))}
      isInvalid={typed !== null && typed.trim() !== "" && !Number.isFinite(Number(typed))}
      isDisabled={isDisabled}
      onBlur={() => setTyped(null)}
      onChange={(text) => {
        setTyped(text)
        if (text.trim() === "") onChange(undefined, true)
        else if (Number.isFinite(Number(text))) onChange(Number(text), true)
      }}
    />
  )
}

function OnOffInput({ field, value, isDisabled, onChange }: Props) {
  return <SwitchInput label={useLabel(field)} isOn={value === true} isDisabled={isDisabled} onChange={onChange} />
}

function OptionInput({ field, value, isDisabled, onChange }: Props) {
  const t = useTranslations("designer.custom")
  const options = field.options.map((option) => ({ value: option, label: option }))
  const isKnown = typeof value === "string" && field.options.includes(value)
  return (
    <SelectField
      label={useLabel(field)}
      options={field.required ? options : [{ value: unset, label: t("unset") }, ...options]}
      placeholder={typeof value === "string" ? value : undefined}
      value={isKnown ? value : value === undefined && !field.required ? unset : null}
      isDisabled={isDisabled}
      onChange={(option) => onChange(option === unset ? undefined : option)}
    />
  )
}

function ExpressionInput({ field, value, isDisabled, onChange }: Props) {
  return (
    <SourceField
      label={useLabel(field)}
      expect="any"
      value={typeof value === "string" ? value : ""}
      isDisabled={isDisabled}
      onChange={(source) => onChange(source || undefined, true)}
    />
  )
}

const inputs: Record<CustomField["type"], ComponentType<Props>> = {
  text: TextInput,
  number: FigureInput,
  switch: OnOffInput,
  choice: OptionInput,
  expression: ExpressionInput,
}
