"use client"

import { Label } from "@heroui/react/label"
import { NumberField } from "@heroui/react/number-field"
import { useTranslations } from "use-intl"
import { SelectField } from "@/components/ui/select-field"
import { TextField } from "@/components/ui/text-field"
import type { RowOperand } from "@/core/expression/rows/row"
import { readDurationText } from "@/core/expression/time-text"
import type { Variable } from "@/core/expression/variable"
import type { Locale } from "@/core/text"
import { MinutesInput } from "../controls/minutes-input"
import { localInput, instantOf } from "./local-input"

type Props<Type extends RowOperand["type"]> = {
  label: string
  operand: Extract<RowOperand, { type: Type }>
  variable: Variable
  locale: Locale
  onChange: (operand: RowOperand) => void
}

/** One value of a row, with the input that fits its type. */
export function OperandInput(props: Props<RowOperand["type"]>) {
  const { operand } = props
  if (operand.type === "string") return <TextOperand {...props} operand={operand} />
  if (operand.type === "number") return <NumberOperand {...props} operand={operand} />
  if (operand.type === "bool") return <BoolOperand {...props} operand={operand} />
  if (operand.type === "timestamp") return <InstantOperand {...props} operand={operand} />
  if (operand.type === "duration") return <DurationOperand {...props} operand={operand} />
  return null
}

function TextOperand({ label, operand, variable, locale, onChange }: Props<"string">) {
  if (!variable.values) {
    return (
      <TextField
        label={<span className="sr-only">{label}</span>}
        value={operand.value}
        onChange={(value) => value.isWellFormed() && onChange({ type: "string", value })}
      />
    )
  }
  const options = variable.values.map((one) => ({ value: one.value, label: one.label[locale] }))
  return (
    <SelectField
      label={label}
      isLabelHidden
      options={
        options.some(({ value }) => value === operand.value)
          ? options
          : [{ value: operand.value, label: operand.value }, ...options]
      }
      value={operand.value}
      onChange={(value) => onChange({ type: "string", value })}
    />
  )
}

/** Amounts are typed in major units and kept in minor ones. */
function NumberOperand({ label, operand, variable, onChange }: Props<"number">) {
  const isMoney = variable.type === "money"
  const digits = variable.type === "int" ? 0 : isMoney ? 2 : 6
  return (
    <NumberField
      value={isMoney ? operand.value / 100 : operand.value}
      isWheelDisabled
      formatOptions={{ minimumFractionDigits: isMoney ? 2 : 0, maximumFractionDigits: digits }}
      onChange={(next) => {
        const value = isMoney ? Math.round(next * 100) : next
        if (Number.isFinite(value) && value !== operand.value) onChange({ type: "number", value })
      }}
      className="w-full"
    >
      <Label className="sr-only">{label}</Label>
      <NumberField.Group className="h-10 md:h-9">
        <NumberField.Input className="h-full w-full min-w-0 px-2.5 py-0 text-sm figures" />
      </NumberField.Group>
    </NumberField>
  )
}

function BoolOperand({ label, operand, onChange }: Props<"bool">) {
  const t = useTranslations("designer.condition")
  return (
    <SelectField
      label={label}
      isLabelHidden
      options={[
        { value: "true", label: t("yes") },
        { value: "false", label: t("no") },
      ]}
      value={String(operand.value)}
      onChange={(value) => onChange({ type: "bool", value: value === "true" })}
    />
  )
}

/** In the browser's own zone; kept as an instant. */
function InstantOperand({ label, operand, onChange }: Props<"timestamp">) {
  return (
    <TextField
      label={<span className="sr-only">{label}</span>}
      type="datetime-local"
      value={localInput(operand.value)}
      onChange={(text) => {
        const value = instantOf(text)
        if (value !== null) onChange({ type: "timestamp", value })
      }}
    />
  )
}

function DurationOperand({ label, operand, onChange }: Props<"duration">) {
  const read = readDurationText(operand.value)
  const minutes =
    read && read.nanos === 0 && read.seconds > 0n && read.seconds % 60n === 0n ? Number(read.seconds / 60n) : null
  if (minutes !== null) {
    return (
      <MinutesInput
        minutes={minutes}
        isDisabled={false}
        onChange={(next) => onChange({ type: "duration", value: `${next}m` })}
      />
    )
  }
  return (
    <TextField
      label={<span className="sr-only">{label}</span>}
      value={operand.value}
      onChange={(value) => readDurationText(value) && onChange({ type: "duration", value })}
    />
  )
}
