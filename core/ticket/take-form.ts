import { patternMatches } from "@/core/expression/pattern"
import type { ExecutableFlow } from "@/core/flow/executable-flow"
import { checkFieldValues, isEmpty } from "@/core/flow/field-value"
import { fieldStates, noStates } from "@/core/flow/form/states"
import { formValues } from "@/core/flow/variables"
import type { Directory } from "@/core/people/directory"
import { indexDirectory } from "@/core/people/units"
import type { Problem } from "@/core/problem"
import type { Values } from "./event"

type Handed = {
  /** Keys of the fields that may be handed in. */
  asked: string[]
  values: Values
  known: Values
  /** What conditions read beside the fields. */
  builtIns: Values
  complete: boolean
  /** Fields this step requires beyond those that always are. */
  required?: readonly string[] | undefined
  directory: Directory
}

/**
 * What counts of a form somebody handed in, and everything that is wrong with it. Fields that the form's conditions hide
 * are not taken, and one that had a value is emptied: whoever reads the ticket sees what the form said. Pure.
 */
export function takeForm(flow: ExecutableFlow, handed: Handed): { values: Values; problems: Problem[] } {
  const { asked, values, known, complete, directory } = handed
  const whole = { ...known, ...values }
  const read = { ...handed.builtIns, ...formValues(flow.fields, whole) }
  const conditions = fieldStates(flow.fields, flow.variables, read, flow.expressions)
  const required = handed.required ?? []
  const states =
    required.length === 0 ? conditions : { ...conditions, required: new Set([...conditions.required, ...required]) }
  const shown =
    states.hidden.size === 0
      ? values
      : Object.fromEntries(Object.entries(values).filter(([key]) => !states.hidden.has(key)))
  const { person } = indexDirectory(directory)
  const problems = checkFieldValues(flow.fields, asked, shown, {
    known,
    complete,
    states: states === noStates ? undefined : states,
    matches: patternMatches,
    isPerson: (id) => person(id)?.active === true,
  })
  const emptied = asked.filter((key) => states.hidden.has(key) && !isEmpty(known[key] ?? null))
  return {
    values: emptied.length === 0 ? shown : { ...shown, ...Object.fromEntries(emptied.map((key) => [key, null])) },
    problems,
  }
}
