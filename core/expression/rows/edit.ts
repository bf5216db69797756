import type { Variable } from "../variable"
import { operatorInfo, operatorsFor } from "./operators"
import type { Row, RowGroup, RowItem, RowOperand, RowOperator } from "./row"

// Edits of a condition by rows. Every edit leaves complete rows: what is shown is what counts, at any moment. A place is
// told by its path from the root through `children`, as in `RowProblem`.

export type Path = readonly number[]

/** How deep groups may lie in one another by hand; what was written deeper as text is shown all the same. */
export const groupDepthMax = 4

/** What a value is before anybody has chosen one. `now` is an instant, `2026-05-01T09:00:00Z`, for points in time. */
export function firstOperand({ type, values }: Variable, now: string): RowOperand {
  switch (type) {
    case "string":
    case "list<string>":
      return { type: "string", value: values?.[0]?.value ?? "" }
    case "int":
    case "double":
    case "money":
      return { type: "number", value: 0 }
    case "bool":
      return { type: "bool", value: true }
    case "timestamp":
      return { type: "timestamp", value: now }
    case "duration":
      return { type: "duration", value: "1h" }
  }
}

/** A complete row about the variable, with the operator usual for it. */
export function newRow(variable: Variable, now: string): Row {
  const [operator = "isNotEmpty"] = operatorsFor(variable)
  return { kind: "row", key: variable.key, operator, operands: operandsFor(operator, [], variable, now), not: false }
}

/** The row with another variable: operator and values stay as far as they make sense for it. */
export function withVariable(row: Row, variable: Variable, before: Variable | undefined, now: string): Row {
  const isSameKind = before !== undefined && before.type === variable.type && !before.values && !variable.values
  const fits = operatorsFor(variable).includes(row.operator)
  if (!fits) return { ...newRow(variable, now), not: false }
  const kept = isSameKind ? row.operands.filter((one) => one.type !== "variable" || one.key !== variable.key) : []
  return { ...row, key: variable.key, operands: operandsFor(row.operator, kept, variable, now) }
}

/** The row with another operator: as many of its values as that one takes, and first values for those it lacks. */
export function withOperator(row: Row, operator: RowOperator, not: boolean, variable: Variable, now: string): Row {
  return { ...row, operator, not, operands: operandsFor(operator, row.operands, variable, now) }
}

function operandsFor(
  operator: RowOperator,
  operands: readonly RowOperand[],
  variable: Variable,
  now: string,
): RowOperand[] {
  const { operands: count } = operatorInfo[operator]
  if (count !== "many") return Array.from({ length: count }, (_, at) => operands[at] ?? firstOperand(variable, now))
  return operands.length > 0 ? [...operands] : [firstOperand(variable, now)]
}

/** Throws RangeError for a path that leads nowhere: paths come from what is drawn. */
export function itemAt(root: RowGroup, path: Path): RowItem {
  return path.reduce<RowItem>((item, index) => {
    const child = item.kind === "group" ? item.children[index] : undefined
    if (!child) throw new RangeError(`no row at ${path.join(".")}`)
    return child
  }, root)
}

export function replaceItem(root: RowGroup, path: Path, item: RowItem): RowGroup {
  return changeAt(root, path, () => [item])
}

/** A group that loses its last child goes with it. */
export function removeItem(root: RowGroup, path: Path): RowGroup {
  const next = changeAt(root, path, () => [])
  const parent = path.slice(0, -1)
  if (parent.length === 0) return next
  const group = itemAt(next, parent)
  return group.kind === "group" && group.children.length === 0 ? removeItem(next, parent) : next
}

/** Adds at the end of the group at `path`. */
export function addItem(root: RowGroup, path: Path, item: RowItem): RowGroup {
  const group = itemAt(root, path)
  if (group.kind !== "group") throw new RangeError(`no group at ${path.join(".")}`)
  const grown = { ...group, children: [...group.children, item] }
  return path.length === 0 ? grown : replaceItem(root, path, grown)
}

function changeAt(group: RowGroup, [index = 0, ...rest]: Path, change: (item: RowItem) => RowItem[]): RowGroup {
  const children = group.children.flatMap((child, at) => {
    if (at !== index) return [child]
    if (rest.length === 0) return change(child)
    return child.kind === "group" ? [changeAt(child, rest, change)] : [child]
  })
  return { ...group, children }
}
