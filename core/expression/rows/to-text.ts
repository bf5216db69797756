import { parseExpression } from "../parse"
import type { ExpressionProblem } from "../problem"
import { readDuration, readTimestamp } from "../time-value"
import { isVariableKey, type Variable } from "../variable"
import { lineEnd, normalise } from "./normalise"
import { operatorInfo } from "./operators"
import { guardsOf, type Row, type RowGroup, type RowItem, type RowOperand, type RowOperator } from "./row"

/** What keeps rows from being a condition. `path` leads from the root through `children`. */
export type RowProblem = {
  code: "noVariable" | "operandMissing" | "badValue" | "emptyGroup" | "badText"
  path: number[]
  /** Of an opaque row. */
  problems?: ExpressionProblem[]
}

export type RowText = { ok: true; text: string } | { ok: false; problems: RowProblem[] }

/**
 * CEL text of a condition by rows; "" when there are none. An incomplete row is a problem, never left out, and no value
 * can become code. A variable that may be empty is guarded: `discount != null && discount < 5`. Pure.
 */
export function toText(root: RowGroup, variables: readonly Variable[]): RowText {
  const problems: RowProblem[] = []
  root.children.forEach((child, index) => verify(child, [index], root.children.length === 1 && !root.not, problems))
  if (problems.length > 0) return { ok: false, problems }
  const nullable = new Set(variables.filter((variable) => variable.nullable).map(({ key }) => key))
  const normal = normalise(root, nullable)
  const [only] = normal.children
  if (!only) return { ok: true, text: "" }
  if (normal.children.length === 1 && !normal.not && only.kind === "opaque" && !only.not)
    return { ok: true, text: only.source }
  return { ok: true, text: writeGroup(normal, nullable) }
}

function verify(item: RowItem, path: number[], isAlone: boolean, problems: RowProblem[]): void {
  if (item.kind === "group") {
    if (item.children.length === 0) problems.push({ code: "emptyGroup", path })
    item.children.forEach((child, index) => verify(child, [...path, index], false, problems))
    return
  }
  if (item.kind === "opaque") {
    // Alone it is the whole text and may be anything; among others a broken one would break them.
    const parsed = isAlone ? undefined : parseExpression(item.source)
    if (parsed && !parsed.ok) problems.push({ code: "badText", path, problems: parsed.problems })
    return
  }
  if (!isVariableKey(item.key)) problems.push({ code: "noVariable", path })
  const { operands } = operatorInfo[item.operator]
  const isShort = operands === "many" ? item.operands.length === 0 : item.operands.length !== operands
  if (isShort) problems.push({ code: "operandMissing", path })
  if (!item.operands.every((operand) => isValid(operand))) problems.push({ code: "badValue", path })
}

function isValid(operand: RowOperand): boolean {
  switch (operand.type) {
    case "string":
      // CEL text is UTF-8: half a character has no place in it.
      return operand.value.isWellFormed()
    case "number":
      return Number.isFinite(operand.value) && (!Number.isInteger(operand.value) || Number.isSafeInteger(operand.value))
    case "bool":
      return typeof operand.value === "boolean"
    case "timestamp":
      return readTimestamp(operand.value) !== undefined
    case "duration":
      return readDuration(operand.value) !== undefined
    case "variable":
      return isVariableKey(operand.key)
  }
}

function writeGroup({ join, not, children }: RowGroup, nullable: ReadonlySet<string>): string {
  const parts = children.map((child) => {
    if (child.kind === "group") return child.not ? writeGroup(child, nullable) : `(${writeGroup(child, nullable)})`
    if (child.kind === "opaque") return `${child.not ? "!" : ""}(${child.source}${lineEnd(child.source)})`
    const { text, isGuarded } = writeRow(child, nullable)
    return isGuarded && join === "or" ? `(${text})` : text
  })
  const text = parts.join(join === "and" ? " && " : " || ")
  return not ? `!(${text})` : text
}

function writeRow(row: Row, nullable: ReadonlySet<string>): { text: string; isGuarded: boolean } {
  const guards = guardsOf(row, nullable)
  const bare = writeComparison(row)
  const isAtom = atoms.has(row.operator)
  const comparison = row.not ? (isAtom ? `!${bare}` : `!(${bare})`) : bare
  return { text: [...guards.map((key) => `${key} != null`), comparison].join(" && "), isGuarded: guards.length > 0 }
}

/** Operators whose text binds tighter than `!`. */
const atoms = new Set<RowOperator>(["isTrue", "between", "contains", "startsWith", "endsWith", "matches"])

const signs: Partial<Record<RowOperator, string>> = {
  equals: "==",
  differs: "!=",
  less: "<",
  atMost: "<=",
  greater: ">",
  atLeast: ">=",
}

function writeComparison({ key, operator, operands }: Row): string {
  const values = operands.map(writeOperand)
  const [first = ""] = values
  const sign = signs[operator]
  if (sign) return `${key} ${sign} ${first}`
  if (operator === "between") return `between(${key}, ${values.join(", ")})`
  if (operator === "oneOf") {
    // A list in a variable stands for itself; written values make a list.
    return operands.length === 1 && operands[0]?.type === "variable"
      ? `${key} in ${first}`
      : `${key} in [${values.join(", ")}]`
  }
  if (operator === "has") return `${first} in ${key}`
  if (operator === "isTrue") return key
  if (operator === "isEmpty") return `${key} == null`
  if (operator === "isNotEmpty") return `${key} != null`
  return `${key}.${operator}(${first})`
}

function writeOperand(operand: RowOperand): string {
  switch (operand.type) {
    case "string":
      // The escapes of JSON are escapes of CEL too, and JSON escapes all that could end a text.
      return JSON.stringify(operand.value)
    case "number":
      // Minus zero would come back as zero.
      return String(operand.value === 0 ? 0 : operand.value)
    case "bool":
      return String(operand.value)
    case "timestamp":
    case "duration":
      return `${operand.type}(${JSON.stringify(operand.value)})`
    case "variable":
      return operand.key
  }
}
