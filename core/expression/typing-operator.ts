import { readDuration, readTimestamp } from "./time-value"
import { isNull, knownWhen, union } from "./narrow"
import { nearest } from "./suggest"
import type { CallNode, Node } from "./tree"
import { isNumber, join, nameOfType, plain, unknown, type BaseType, type ValueType } from "./type"
import { adapt, unify, type Scope, type Typing } from "./typing-context"

const arithmetic: Record<string, readonly [BaseType, BaseType, "string" | "timestamp" | "duration"][]> = {
  "_+_": [
    ["string", "string", "string"],
    ["timestamp", "duration", "timestamp"],
    ["duration", "timestamp", "timestamp"],
    ["duration", "duration", "duration"],
  ],
  "_-_": [
    ["timestamp", "timestamp", "duration"],
    ["timestamp", "duration", "timestamp"],
    ["duration", "duration", "duration"],
  ],
  "_*_": [],
  "_/_": [],
  "_%_": [],
}

const ordered = new Set<BaseType>(["string", "timestamp", "duration"])

/** The operators of CEL: logic, choice, comparison, membership, arithmetic, index. */
export function typeOfOperator(typing: Typing, node: CallNode, scope: Scope): ValueType {
  const [first, second, third] = node.args
  if (!first) return unknown
  if (node.name === "!_") {
    typing.condition(first, scope)
    return plain("bool")
  }
  if (node.name === "-_") return typeOfNegation(typing, node, first, scope)
  if (!second) return unknown
  if (node.name === "_&&_" || node.name === "_||_") {
    typing.condition(first, scope)
    typing.condition(second, within(scope, knownWhen(first, node.name === "_&&_")))
    return plain("bool")
  }
  if (node.name === "_?_:_" && third) return typeOfChoice(typing, node, first, second, third, scope)
  if (node.name === "_==_" || node.name === "_!=_") return typeOfEquality(typing, node, first, second, scope)
  if (node.name === "@in") return typeOfMembership(typing, node, first, second, scope)
  if (node.name === "_[_]") return typeOfIndex(typing, first, second, scope)
  const types = [typing.use(first, scope), typing.use(second, scope)] as const
  if (types.some(({ base }) => base === "unknown")) return /[<>]/.test(node.name) ? plain("bool") : unknown
  return /[<>]/.test(node.name)
    ? typeOfOrder(typing, node, [first, second], types)
    : typeOfArithmetic(typing, node, [first, second], types)
}

function within(scope: Scope, known: ReadonlySet<string>): Scope {
  return { ...scope, known: union(scope.known, known) }
}

const sign = (node: CallNode) => node.name.replaceAll("_", "").replace("@", "")

function typeOfNegation(typing: Typing, node: CallNode, operand: Node, scope: Scope): ValueType {
  const type = typing.use(operand, scope)
  if (type.base === "unknown") return unknown
  return isNumber(type)
    ? plain(type.base === "int" ? "int" : "double")
    : typing.report("operand_type", node, { operator: "-", found: nameOfType(type) })
}

function typeOfChoice(typing: Typing, node: CallNode, test: Node, yes: Node, no: Node, scope: Scope): ValueType {
  typing.condition(test, scope)
  const left = typing.typeOf(yes, within(scope, knownWhen(test, true)))
  const right = typing.typeOf(no, within(scope, knownWhen(test, false)))
  const nullable = left.nullable || right.nullable
  if (isNumber(left) && isNumber(right) && left.base !== right.base) {
    const number = unify(typing, [yes, no], [left, right])
    return number ? { ...number, nullable } : unknown
  }
  return join(left, right) ?? typing.report("mixed_choice", node, { left: nameOfType(left), right: nameOfType(right) })
}

function typeOfEquality(typing: Typing, node: CallNode, first: Node, second: Node, scope: Scope): ValueType {
  if (isNull(first) || isNull(second)) {
    // The one place where an empty value may be looked at.
    typing.typeOf(first, scope)
    typing.typeOf(second, scope)
    return plain("bool")
  }
  const left = typing.use(first, scope)
  const right = typing.use(second, scope)
  if (comparable(typing, node, [first, second], [left, right])) {
    checkClosedList(typing, left, second)
    checkClosedList(typing, right, first)
  }
  return plain("bool")
}

function typeOfOrder(
  typing: Typing,
  node: CallNode,
  nodes: readonly [Node, Node],
  types: readonly [ValueType, ValueType],
): ValueType {
  const [left] = types
  if (comparable(typing, node, nodes, types) && !isNumber(left) && !ordered.has(left.base)) {
    typing.report("operand_type", node, { operator: sign(node), found: nameOfType(left) })
  }
  return plain("bool")
}

/** Reports two types that never meet. Numbers of both kinds compare; a literal is made decimal beside a decimal. */
function comparable(
  typing: Typing,
  node: Node,
  nodes: readonly [Node, Node],
  types: readonly [ValueType, ValueType],
): boolean {
  const [left, right] = types
  if (left.base === "unknown" || right.base === "unknown") return true
  if (isNumber(left) && isNumber(right)) {
    if (left.base !== right.base) adapt(typing, left.base === "int" ? nodes[0] : nodes[1])
    return true
  }
  if (join(left, right)) return true
  const time = [left, right].find(({ base }) => base === "timestamp" || base === "duration")
  const other = time === left ? right : left
  const literal = time === left ? nodes[1] : nodes[0]
  if (time?.base === "timestamp" && other.base === "string") {
    const fix = fixOf("timestamp", literal, (text) => readTimestamp(text) !== undefined)
    typing.report("timestamp_literal", fix ? literal : node, {}, fix)
  } else if (time?.base === "duration" && (other.base === "string" || isNumber(other))) {
    const fix = fixOf("duration", literal, (text) => readDuration(text) !== undefined)
    typing.report("duration_literal", fix ? literal : node, { found: nameOfType(other) }, fix)
  } else {
    typing.report("incomparable", node, { left: nameOfType(left), right: nameOfType(right) })
  }
  return false
}

function fixOf(name: string, literal: Node, valid: (text: string) => boolean): string | undefined {
  if (literal.kind !== "constant" || typeof literal.value !== "string" || !valid(literal.value)) return undefined
  return `${name}(${JSON.stringify(literal.value)})`
}

/** A literal that the closed list of the other side does not know: a condition that could never hold. */
function checkClosedList(typing: Typing, { values, key }: ValueType, literal: Node): void {
  if (!values || literal.kind !== "constant" || typeof literal.value !== "string") return
  if (values.includes(literal.value)) return
  const meant = nearest(literal.value, values)
  const parameters = { name: key ?? typing.quote(literal), value: JSON.stringify(literal.value) }
  typing.report("value_not_in_list", literal, parameters, meant && JSON.stringify(meant))
}

function typeOfMembership(typing: Typing, node: CallNode, first: Node, second: Node, scope: Scope): ValueType {
  const item = typing.use(first, scope)
  const list = typing.use(second, scope)
  if (list.base === "unknown" || item.base === "unknown") return plain("bool")
  if (list.base !== "list") {
    typing.report("operand_type", second, { operator: "in", found: nameOfType(list) })
    return plain("bool")
  }
  const element = list.element ?? unknown
  const isSame =
    element.base === "unknown" || (isNumber(element) && isNumber(item)) || join(element, item) !== undefined
  if (!isSame) {
    typing.report("incomparable", node, { left: nameOfType(item), right: nameOfType(element) })
    return plain("bool")
  }
  for (const entry of second.kind === "list" ? second.items : []) checkClosedList(typing, item, entry)
  checkClosedList(typing, { ...element, ...(list.key !== undefined && { key: list.key }) }, first)
  return plain("bool")
}

function typeOfIndex(typing: Typing, first: Node, second: Node, scope: Scope): ValueType {
  const list = typing.use(first, scope)
  const at = typing.use(second, scope)
  if (list.base !== "list") {
    return list.base === "unknown"
      ? unknown
      : typing.report("operand_type", first, { operator: "[ ]", found: nameOfType(list) })
  }
  if (at.base !== "int" && at.base !== "unknown") {
    return typing.report("operand_type", second, { operator: "[ ]", found: nameOfType(at) })
  }
  return list.element ?? unknown
}

function typeOfArithmetic(
  typing: Typing,
  node: CallNode,
  nodes: readonly [Node, Node],
  types: readonly [ValueType, ValueType],
): ValueType {
  const [left, right] = types
  const rows = arithmetic[node.name]
  if (!rows) return typing.report("unsupported", node, { what: sign(node) })
  const both = { operator: sign(node), left: nameOfType(left), right: nameOfType(right) }
  const number = node.name === "_%_" && left.base !== right.base ? undefined : unify(typing, nodes, types)
  if (number?.base === "double" && node.name === "_%_") return typing.report("operand_types", node, both)
  if (number) return number
  const row = rows.find(([first, second]) => first === left.base && second === right.base)
  return row ? plain(row[2]) : typing.report("operand_types", node, both)
}
