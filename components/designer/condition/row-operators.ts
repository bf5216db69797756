import { operatorInfo, operatorsFor } from "@/core/expression/rows/operators"
import type { Row, RowOperator } from "@/core/expression/rows/row"
import type { Variable } from "@/core/expression/variable"
import type { Locale } from "@/core/text"

/** These have an opposite with a word of its own; the negative of the others is another operator of the list. */
const worthNegating = new Set<RowOperator>([
  "oneOf",
  "between",
  "contains",
  "startsWith",
  "endsWith",
  "matches",
  "has",
  "isTrue",
])

export type OperatorChoice = { operator: RowOperator; not: boolean }
export const choiceKey = ({ operator, not }: OperatorChoice): string => (not ? `!${operator}` : operator)
export const readChoice = (key: string): OperatorChoice => ({
  operator: key.replace("!", "") as RowOperator,
  not: key.startsWith("!"),
})

/** What may stand between the row's variable and its values, with what stands there now. */
export function operatorChoices(row: Row, variable: Variable, locale: Locale): { value: string; label: string }[] {
  const offered = operatorsFor(variable).flatMap((operator): OperatorChoice[] => [
    { operator, not: false },
    ...(worthNegating.has(operator) ? [{ operator, not: true }] : []),
  ])
  const isThere = offered.some((choice) => choiceKey(choice) === choiceKey(row))
  const all: OperatorChoice[] = isThere ? offered : [{ operator: row.operator, not: row.not }, ...offered]
  return all.map((choice) => ({
    value: choiceKey(choice),
    label: operatorInfo[choice.operator][choice.not ? "not" : "text"][locale],
  }))
}
