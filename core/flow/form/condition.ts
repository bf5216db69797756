import type { ExpressionCache } from "@/core/expression/cache"
import { analyse, type Analysis } from "@/core/expression/check"
import { compileExpression, type CompiledExpression } from "@/core/expression/evaluate"
import type { Variable } from "@/core/expression/variable"

// A form is empty when it is opened, required fields too. An author writes `reason == "other"` and means: as soon as that is
// chosen. So a condition is read as though everything were filled in, and does not hold while something it reads is empty;
// unless it asks about emptiness itself (`reason == null`), in which case it is read as it stands.

/** What a form's conditions read, everything filled in: what the author's editor shows. */
export const filledIn = (variables: readonly Variable[]): Variable[] => withNull(variables, false)

const lists = new WeakMap<readonly Variable[], { filled: Variable[]; open: Variable[] }>()

function readings(variables: readonly Variable[]): { filled: Variable[]; open: Variable[] } {
  const known = lists.get(variables)
  if (known) return known
  const made = { filled: withNull(variables, false), open: withNull(variables, true) }
  lists.set(variables, made)
  return made
}

const withNull = (variables: readonly Variable[], nullable: boolean) =>
  variables.map((variable) => ({ ...variable, nullable }))

/** Everything that is wrong with a condition of a form. */
export function analyseCondition(source: string, variables: readonly Variable[]): Analysis {
  const { filled, open } = readings(variables)
  const asked = analyse(source, { variables: open, expect: "bool" })
  return asked.problems.length === 0 ? asked : analyse(source, { variables: filled, expect: "bool" })
}

/** Whether it holds; null when it cannot be worked out. */
export function conditionHolds(
  source: string,
  variables: readonly Variable[],
  values: Readonly<Record<string, unknown>>,
  cache?: ExpressionCache<CompiledExpression>,
): boolean | null {
  const { filled, open } = readings(variables)
  const options = { expect: "bool", ...(cache && { cache }) } as const
  const asked = compileExpression(source, open, options)
  const outcome = (asked.problems.length === 0 ? asked : compileExpression(source, filled, options)).evaluate(values)
  if (outcome.ok) return typeof outcome.value === "boolean" ? outcome.value : null
  return outcome.problem.code === "missing_value" ? false : null
}
