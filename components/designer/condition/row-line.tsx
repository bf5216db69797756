"use client"

import { Braces, Plus, X } from "lucide-react"
import { useTranslations } from "use-intl"
import { IconButton } from "@/components/ui/icon-button"
import { SearchSelect } from "@/components/ui/search-select"
import { SelectField } from "@/components/ui/select-field"
import { firstOperand, withOperator, withVariable } from "@/core/expression/rows/edit"
import { operatorInfo } from "@/core/expression/rows/operators"
import type { Row, RowOperand } from "@/core/expression/rows/row"
import { variableOptions } from "./variable-options"
import { OperandInput } from "./operand-input"
import { operatorChoices, choiceKey, readChoice } from "./row-operators"
import { useRowsContext } from "./rows-context"

/** One comparison: a variable, an operator and its values. */
export function RowLine({ row, onChange, onRemove }: { row: Row; onChange: (row: Row) => void; onRemove: () => void }) {
  const t = useTranslations("designer.condition")
  const { variables, locale, now } = useRowsContext()
  const variable = variables.find(({ key }) => key === row.key)
  const { operands: count } = operatorInfo[row.operator]
  const setOperand = (at: number, operand: RowOperand) =>
    onChange({ ...row, operands: row.operands.map((one, index) => (index === at ? operand : one)) })
  return (
    <div className="space-y-1.5 rounded-lg border border-border bg-surface p-2">
      <div className="flex items-center gap-1">
        <SearchSelect
          label={t("variable")}
          isLabelHidden
          searchLabel={t("findVariable")}
          value={row.key}
          valueText={variable?.label[locale] ?? row.key}
          load={() => variableOptions(variables, locale)}
          onChange={(key) => {
            const next = variables.find((one) => one.key === key)
            if (next) onChange(withVariable(row, next, variable, now()))
          }}
        />
        <IconButton size="sm" icon={X} label={t("removeRow")} onPress={onRemove} />
      </div>
      {variable && (
        <>
          <SelectField
            label={t("operator")}
            isLabelHidden
            options={operatorChoices(row, variable, locale)}
            value={choiceKey(row)}
            onChange={(key) => {
              const { operator, not } = readChoice(key)
              onChange(withOperator(row, operator, not, variable, now()))
            }}
          />
          {row.operands.map((operand, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- a value has no name of its own
            <div key={at} className="flex items-center gap-1">
              <div className="min-w-0 flex-1">
                {operand.type === "variable" ? (
                  <SearchSelect
                    label={t("otherVariable")}
                    isLabelHidden
                    searchLabel={t("findVariable")}
                    value={operand.key}
                    valueText={variables.find(({ key }) => key === operand.key)?.label[locale] ?? operand.key}
                    load={() => variableOptions(comparable(variables, variable.key, variable.type), locale)}
                    onChange={(key) => setOperand(at, { type: "variable", key })}
                  />
                ) : (
                  <OperandInput
                    label={t("value")}
                    operand={operand}
                    variable={variable}
                    locale={locale}
                    onChange={(next) => setOperand(at, next)}
                  />
                )}
              </div>
              {count === "many" && row.operands.length > 1 ? (
                <IconButton
                  size="sm"
                  icon={X}
                  label={t("removeValue")}
                  onPress={() => onChange({ ...row, operands: row.operands.filter((_, index) => index !== at) })}
                />
              ) : (
                <CompareToggle row={row} at={at} setOperand={setOperand} />
              )}
            </div>
          ))}
          {count === "many" && !row.operands.some(({ type }) => type === "variable") && (
            <button
              type="button"
              className="flex h-7 items-center gap-1 rounded-md px-1.5 text-xs text-link hover:bg-default"
              onClick={() => onChange({ ...row, operands: [...row.operands, nextValue(row, variable, now())] })}
            >
              <Plus className="size-3.5" aria-hidden="true" />
              {t("addValue")}
            </button>
          )}
        </>
      )}
      {!variable && <p className="text-xs text-breached-ink">{t("variableGone")}</p>}
    </div>
  )
}

type Variables = ReturnType<typeof useRowsContext>["variables"]
const isNumber = (type: string) => type === "int" || type === "double" || type === "money"

/** Those whose values can be compared with one of `type`, itself left out. */
const comparable = (variables: Variables, ownKey: string, type: string) =>
  variables.filter((one) => one.key !== ownKey && (one.type === type || (isNumber(one.type) && isNumber(type))))

/** The first value of a closed list that the row does not have yet. */
function nextValue(row: Row, variable: Variables[number], now: string): RowOperand {
  const taken = new Set(row.operands.map((one) => (one.type === "string" ? one.value : null)))
  const free = variable.values?.find(({ value }) => !taken.has(value))
  return free ? { type: "string", value: free.value } : firstOperand(variable, now)
}

/** Between a written value and that of another variable, where there is one to compare with. */
function CompareToggle(props: { row: Row; at: number; setOperand: (at: number, operand: RowOperand) => void }) {
  const t = useTranslations("designer.condition")
  const { variables, now } = useRowsContext()
  const { row, at } = props
  const variable = variables.find(({ key }) => key === row.key)
  const operand = row.operands[at]
  if (!variable || !operand || row.operator === "matches" || row.operator === "has" || row.operator === "oneOf")
    return null
  const [other] = comparable(variables, variable.key, variable.type)
  if (operand.type === "variable") {
    return (
      <IconButton
        size="sm"
        icon={Braces}
        label={t("writeValue")}
        aria-pressed
        onPress={() => props.setOperand(at, firstOperand(variable, now()))}
      />
    )
  }
  if (!other) return null
  return (
    <IconButton
      size="sm"
      icon={Braces}
      label={t("compareVariable")}
      onPress={() => props.setOperand(at, { type: "variable", key: other.key })}
    />
  )
}
