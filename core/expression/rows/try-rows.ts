import { evaluateCondition } from "../evaluate"
import type { Variable } from "../variable"
import type { RowGroup, RowItem } from "./row"
import { toText } from "./to-text"

/** What one row or group says of the values by itself. `failed`: it cannot be worked out on them. */
export type RowOutcome = "holds" | "doesNot" | "failed"

/** How a path through `children` is written as a key: "0.2". */
export const pathKey = (path: readonly number[]): string => path.join(".")

/**
 * Every row and group of a condition by itself, by its path; the root is not among them. What cannot be written as text yet
 * is left out. Pure.
 */
export function tryRows(
  root: RowGroup,
  variables: readonly Variable[],
  values: Readonly<Record<string, unknown>>,
): Map<string, RowOutcome> {
  const outcomes = new Map<string, RowOutcome>()
  const visit = (item: RowItem, path: number[]) => {
    const written = toText({ kind: "group", join: "and", not: false, children: [item] }, variables)
    if (written.ok && written.text !== "") {
      const outcome = evaluateCondition(written.text, variables, values)
      outcomes.set(pathKey(path), outcome.ok ? (outcome.value ? "holds" : "doesNot") : "failed")
    }
    if (item.kind === "group") item.children.forEach((child, index) => visit(child, [...path, index]))
  }
  root.children.forEach((child, index) => visit(child, [index]))
  return outcomes
}
