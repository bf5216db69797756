import { parseExpression } from "../parse"
import { scanTokens } from "../token"
import { pathOf, type CallNode, type Node } from "../tree"
import { isVariableKey, type Variable } from "../variable"
import { normalise } from "./normalise"
import type { OpaqueRow, Row, RowGroup, RowItem, RowOperand, RowOperator } from "./row"

/**
 * Rows of a CEL text. What has no row form becomes an opaque row with its own words; a text with a comment or a mistake
 * is one opaque row, because rows could hold neither. `toText` of the result means the same as `source`. Pure.
 */
export function fromText(source: string, variables: readonly Variable[]): RowGroup {
  if (source.trim() === "") return { kind: "group", join: "and", not: false, children: [] }
  const parsed = parseExpression(source)
  if (!parsed.ok || scanTokens(source).comments.length > 0) return around({ kind: "opaque", source, not: false })
  const nullable = new Set(variables.filter((variable) => variable.nullable).map(({ key }) => key))
  const item = read(parsed.tree, source)
  return normalise(item.kind === "group" ? item : around(item), nullable)
}

function around(item: RowItem): RowGroup {
  return { kind: "group", join: "and", not: false, children: [item] }
}

function read(node: Node, source: string): RowItem {
  const opaque: OpaqueRow = { kind: "opaque", source: source.slice(node.start, node.end), not: false }
  if (node.kind === "call" && (node.name === "_&&_" || node.name === "_||_")) {
    const children = node.args.map((arg) => read(arg, source))
    return { kind: "group", join: node.name === "_&&_" ? "and" : "or", not: false, children }
  }
  if (node.kind === "call" && node.name === "!_") {
    const [inner] = node.args
    const item = inner && read(inner, source)
    return item ? { ...item, not: !item.not } : opaque
  }
  return readRow(node) ?? opaque
}

const operators: Record<string, { operator: RowOperator; mirrored: RowOperator }> = {
  "_==_": { operator: "equals", mirrored: "equals" },
  "_!=_": { operator: "differs", mirrored: "differs" },
  "_<_": { operator: "less", mirrored: "greater" },
  "_<=_": { operator: "atMost", mirrored: "atLeast" },
  "_>_": { operator: "greater", mirrored: "less" },
  "_>=_": { operator: "atLeast", mirrored: "atMost" },
}
const methods = new Set<RowOperator>(["contains", "startsWith", "endsWith", "matches"])

function readRow(node: Node): Row | undefined {
  const own = keyOf(node)
  if (own !== undefined) return row(own, "isTrue", [])
  if (node.kind !== "call") return undefined
  return node.target
    ? readMethod(node, node.target)
    : (readComparison(node) ?? readMembership(node) ?? readBetween(node))
}

function row(key: string, operator: RowOperator, operands: (RowOperand | undefined)[]): Row | undefined {
  const complete = operands.filter((operand) => operand !== undefined)
  return complete.length === operands.length
    ? { kind: "row", key, operator, operands: complete, not: false }
    : undefined
}

function readMethod({ name, args }: CallNode, target: Node): Row | undefined {
  const key = keyOf(target)
  const operator = [...methods].find((method) => method === name)
  const [value] = args
  return key !== undefined && operator && value && args.length === 1
    ? row(key, operator, [operandOf(value)])
    : undefined
}

function readComparison({ name, args }: CallNode): Row | undefined {
  const [left, right] = args
  const known = Object.hasOwn(operators, name) ? operators[name] : undefined
  if (!known || !left || !right) return undefined
  const leftKey = keyOf(left)
  const rightKey = keyOf(right)
  const key = leftKey ?? rightKey
  if (key === undefined) return undefined
  const other = leftKey === undefined ? left : right
  if (other.kind === "constant" && other.value === null) {
    if (known.operator === "equals") return row(key, "isEmpty", [])
    return known.operator === "differs" ? row(key, "isNotEmpty", []) : undefined
  }
  return row(key, leftKey === undefined ? known.mirrored : known.operator, [operandOf(other)])
}

function readMembership({ name, args }: CallNode): Row | undefined {
  const [item, list] = args
  if (name !== "@in" || !item || !list) return undefined
  const key = keyOf(item)
  const listKey = keyOf(list)
  if (key !== undefined && listKey !== undefined) return row(key, "oneOf", [{ type: "variable", key: listKey }])
  if (listKey !== undefined) return row(listKey, "has", [operandOf(item)])
  if (key === undefined || list.kind !== "list" || list.items.length === 0) return undefined
  // One variable in brackets would read back as a list in a variable.
  if (list.items.length === 1 && list.items.some((entry) => keyOf(entry) !== undefined)) return undefined
  return row(key, "oneOf", list.items.map(operandOf))
}

function readBetween({ name, args }: CallNode): Row | undefined {
  const [value, low, high] = args
  const key = value && keyOf(value)
  if (name !== "between" || args.length !== 3 || key === undefined || !low || !high) return undefined
  return row(key, "between", [operandOf(low), operandOf(high)])
}

function keyOf(node: Node): string | undefined {
  const path = pathOf(node)
  return path !== undefined && isVariableKey(path) ? path : undefined
}

function operandOf(node: Node): RowOperand | undefined {
  const key = keyOf(node)
  if (key !== undefined) return { type: "variable", key }
  if (node.kind === "constant") {
    if (typeof node.value === "string") return { type: "string", value: node.value }
    if (typeof node.value === "boolean") return { type: "bool", value: node.value }
    if (typeof node.value === "bigint") return { type: "number", value: Number(node.value) }
    // 500.0 becomes 500: the same number, and decimal again where it stands. Beyond 2^53 only the text is exact.
    if (typeof node.value === "number" && (!Number.isInteger(node.value) || Number.isSafeInteger(node.value))) {
      return { type: "number", value: node.value === 0 ? 0 : node.value }
    }
    return undefined
  }
  if (node.kind !== "call" || node.target || (node.name !== "timestamp" && node.name !== "duration")) return undefined
  const [text] = node.args
  if (text?.kind !== "constant" || typeof text.value !== "string" || node.args.length !== 1) return undefined
  return { type: node.name, value: text.value }
}
