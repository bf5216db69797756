import { draftOf, valueOf, type FieldDraft } from "@/components/ticket/field-draft"
import type { ExpressionValue } from "@/core/expression/value"
import type { Variable } from "@/core/expression/variable"
import type { Field } from "@/core/flow/graph"
import type { Value } from "@/core/ticket/event"

/** The input a variable is tried with: its form field's own, or the plain one of its type. */
export function fieldToTry(variable: Variable, fields: readonly Field[]): Field {
  const { key, type, label, values, nullable } = variable
  const known = fields.find((field) => field.key === key && field.type === type)
  const kind = known?.kind
  const settings = known?.settings
  return {
    key,
    type,
    label,
    nullable,
    required: !nullable,
    ...(values && { values }),
    ...(kind !== undefined && kind !== "person" && { kind }),
    ...(settings && kind !== "person" && { settings }),
  }
}

/** What an input of a variable begins with when no case says anything of it. */
function usual({ type, nullable, values }: Variable, now: string): ExpressionValue {
  if (nullable) return null
  const [first] = values ?? []
  switch (type) {
    case "bool":
      return false
    case "int":
    case "double":
    case "money":
      return 0
    case "timestamp":
      return now
    case "duration":
      return "0s"
    case "list<string>":
      return []
    case "string":
      return first?.value ?? ""
  }
}

/** The drafts of a case: its values, and something usual for every variable it leaves out because it does not matter. */
export function draftsOfCase(
  variables: readonly Variable[],
  fields: readonly Field[],
  values: Readonly<Record<string, unknown>>,
  options: { timeZone: string; now: string },
): Record<string, FieldDraft> {
  return Object.fromEntries(
    variables.map((variable) => {
      const value = Object.hasOwn(values, variable.key) ? values[variable.key] : usual(variable, options.now)
      return [variable.key, draftOf(fieldToTry(variable, fields), (value ?? null) as Value, options.timeZone)]
    }),
  )
}

/** The values of what stands in the inputs. Text that may not be missing is "" when it is, as a ticket has it. */
export function valuesOfTry(
  variables: readonly Variable[],
  fields: readonly Field[],
  drafts: Readonly<Record<string, FieldDraft>>,
  timeZone: string,
): Record<string, unknown> {
  return Object.fromEntries(
    variables.map((variable) => {
      const value = valueOf(fieldToTry(variable, fields), drafts[variable.key] ?? "", timeZone)
      if (value !== null || variable.nullable) return [variable.key, value]
      return [variable.key, variable.type === "string" ? "" : variable.type === "list<string>" ? [] : null]
    }),
  )
}
