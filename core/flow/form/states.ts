import type { ExpressionCache } from "@/core/expression/cache"
import type { CompiledExpression } from "@/core/expression/evaluate"
import type { Variable } from "@/core/expression/variable"
import type { Value, Values } from "@/core/ticket/event"
import type { Field } from "../graph"
import { conditionHolds } from "./condition"
import { fieldParts } from "./parts"

/** How the fields of a form stand at this moment. `required` is beyond what is always required. */
export type FieldStates = { hidden: ReadonlySet<string>; required: ReadonlySet<string> }

export const noStates: FieldStates = { hidden: new Set(), required: new Set() }

export const hasConditions = (fields: readonly Field[]): boolean =>
  fields.some(({ shownWhen, requiredWhen }) => shownWhen || requiredWhen)

/**
 * Which fields are hidden and which are required while the form holds `values` (fields and built-ins). Taken in the order
 * of the form: a field that is hidden is empty to those after it. A condition that cannot be worked out hides nothing and
 * requires nothing, so that nobody is kept from what they have to fill in. The same in browser and server. Pure.
 */
export function fieldStates(
  fields: readonly Field[],
  variables: readonly Variable[],
  values: Readonly<Values>,
  cache?: ExpressionCache<CompiledExpression>,
): FieldStates {
  if (!hasConditions(fields)) return noStates
  const seen: Record<string, Value> = { ...values }
  const hidden = new Set<string>()
  const required = new Set<string>()
  const holds = (source: string) => conditionHolds(source, variables, seen, cache)
  for (const field of fields) {
    if (field.shownWhen && holds(field.shownWhen) === false) {
      hidden.add(field.key)
      seen[field.key] = null
      for (const { key, valueOf } of fieldParts(field)) seen[key] = valueOf(null)
    } else if (field.requiredWhen && holds(field.requiredWhen) === true) required.add(field.key)
  }
  return { hidden, required }
}
