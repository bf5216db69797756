import { patternMatches } from "@/core/expression/pattern"
import { fieldStates, hasConditions, noStates, type FieldStates } from "@/core/flow/form/states"
import type { Field } from "@/core/flow/graph"
import type { Values } from "@/core/ticket/event"
import { flowVariables, formValues } from "@/core/flow/variables"

const variables = new WeakMap<readonly Field[], ReturnType<typeof flowVariables>>()

function variablesOf(fields: readonly Field[]) {
  const known = variables.get(fields)
  if (known) return known
  const made = flowVariables([...fields])
  variables.set(fields, made)
  return made
}

/**
 * What a form needs of the expression language: its conditions and patterns. The language is 140 kB, so it comes with the
 * form's own code and not with the page; the server checks the same in any case.
 */
export const rules = {
  matches: patternMatches,
  /** `fields` are all that conditions may read; `values` what stands in them. */
  states: (fields: readonly Field[], values: Values, builtIns: Values): FieldStates =>
    hasConditions(fields)
      ? fieldStates(fields, variablesOf(fields), { ...builtIns, ...formValues(fields, values) })
      : noStates,
}
