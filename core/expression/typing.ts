import { macrosByName, refusedFunctions } from "./function"
import { isNull } from "./narrow"
import { problem, type ExpressionProblem } from "./problem"
import { nearest } from "./suggest"
import type { Span } from "./token"
import { pathOf, type ListNode, type MacroNode, type Node, type SelectNode, type UnsupportedNode } from "./tree"
import { join, listOf, nameOfType, plain, typeOfVariable, unknown, type ValueType } from "./type"
import { typeOfCall } from "./typing-call"
import { adapt, reportCondition, type Scope, type Typing } from "./typing-context"
import { typeOfOperator } from "./typing-operator"
import type { Variable } from "./variable"

export function createTyping(source: string, variables: readonly Variable[]): Typing {
  const problems: ExpressionProblem[] = []
  const typing: Typing = {
    variables: new Map(variables.map((variable) => [variable.key, variable])),
    problems,
    adapted: new Set(),
    references: new Set(),
    quote: ({ start, end }) => {
      const text = source.slice(start, end).replace(/\s+/g, " ")
      return text.length > 40 ? `${text.slice(0, 39)}…` : text
    },
    report: (code, span, parameters, fix) => {
      problems.push(problem(code, span, parameters, fix))
      return unknown
    },
    typeOf: (node, scope) => typeOfNode(typing, node, scope),
    use: (node, scope) => {
      const type = typing.typeOf(node, scope)
      if (isNull(node)) return typing.report("null_not_allowed", node)
      if (!type.nullable) return type
      typing.report("unguarded_null", node, { name: typing.quote(node) })
      return { ...type, nullable: false }
    },
    condition: (node, scope) => {
      const type = typing.use(node, scope)
      if (type.base !== "bool" && type.base !== "unknown") reportCondition(typing, node, type)
    },
  }
  return typing
}

function typeOfNode(typing: Typing, node: Node, scope: Scope): ValueType {
  switch (node.kind) {
    case "constant":
      if (node.value === null) return plain("null")
      if (typeof node.value === "bigint") return plain("int")
      if (typeof node.value === "number") return plain("double")
      return typeof node.value === "boolean" ? plain("bool") : plain("string")
    case "name":
      return scope.locals.get(node.name) ?? typeOfVariableNamed(typing, node.name, node, scope)
    case "select":
      return typeOfSelect(typing, node, scope)
    case "list":
      return typeOfList(typing, node, scope)
    case "macro":
      return typeOfMacro(typing, node, scope)
    case "call":
      return /^\w+$/.test(node.name) ? typeOfCall(typing, node, scope) : typeOfOperator(typing, node, scope)
    case "unsupported":
      return reportUnsupported(typing, node)
  }
}

function typeOfVariableNamed(typing: Typing, key: string, span: Span, scope: Scope): ValueType {
  const variable = typing.variables.get(key)
  if (variable) {
    typing.references.add(key)
    const type = typeOfVariable(variable)
    return scope.known.has(key) ? { ...type, nullable: false } : type
  }
  const fields = [...typing.variables.keys()].filter((other) => other.startsWith(`${key}.`))
  if (fields.length > 0) {
    return typing.report("incomplete_variable", span, { name: key, choices: fields.slice(0, 5).join(", ") })
  }
  const labelled = [...typing.variables.values()].find(({ label }) => label.en.toLowerCase() === key.toLowerCase())
  const meant = nearest(key, [...typing.variables.keys(), ...scope.locals.keys()]) ?? labelled?.key
  return typing.report("unknown_variable", span, { name: key }, meant)
}

function typeOfSelect(typing: Typing, node: SelectNode, scope: Scope): ValueType {
  const path = pathOf(node)
  const [root = ""] = (path ?? "").split(".")
  const isLocal = scope.locals.has(root)
  if (path !== undefined && !isLocal && !typing.variables.has(root)) {
    return typeOfVariableNamed(typing, path, node, scope)
  }
  const type = typing.typeOf(node.operand, scope)
  if (type.base === "unknown") return unknown
  return typing.report("unknown_field", node.fieldSpan, { name: typing.quote(node.operand), field: node.field })
}

function typeOfList(typing: Typing, node: ListNode, scope: Scope): ValueType {
  const types = node.items.map((item) => typing.use(item, scope))
  if (types.some(({ base }) => base === "double")) {
    types.forEach((type, index) => {
      const item = node.items[index]
      if (type.base === "int" && item && adapt(typing, item)) types[index] = plain("double")
    })
  }
  let element = types[0] ?? unknown
  for (const type of types.slice(1)) {
    const both = join(element, type)
    if (!both) return typing.report("mixed_list", node)
    element = both
  }
  return listOf({ ...element, nullable: false })
}

function typeOfMacro(typing: Typing, node: MacroNode, scope: Scope): ValueType {
  const macro = macrosByName.get(node.name)
  if (!macro) {
    return typing.report(
      "function_not_allowed",
      node.nameSpan,
      { name: node.name },
      nearest(node.name, macrosByName.keys()),
    )
  }
  const target = typing.use(node.target, scope)
  if (target.base !== "list" && target.base !== "unknown") {
    return typing.report("wrong_target", node.nameSpan, { name: node.name, type: nameOfType(target) })
  }
  const [body] = node.args
  if (!body || node.args.length > 1) {
    const found = String(node.args.length + 1)
    return typing.report("argument_count", node, { name: node.name, expected: "2", found, example: macro.example })
  }
  const taken = [...typing.variables.keys()].some((key) => key.split(".")[0] === node.variable)
  if (taken) typing.report("name_taken", node.variableSpan, { name: node.variable })
  const element = { ...(target.element ?? unknown), key: undefined }
  const inner = { known: scope.known, locals: new Map([...scope.locals, [node.variable, element]]) }
  if (macro.body === "bool") typing.condition(body, inner)
  const mapped = macro.body === "any" ? typing.use(body, inner) : element
  return macro.result === "bool" ? plain("bool") : listOf({ ...mapped, key: undefined })
}

function reportUnsupported(typing: Typing, node: UnsupportedNode): ValueType {
  const [child] = node.children
  if (node.what === "has" && child) {
    return typing.report("function_not_allowed", node, { name: "has" }, `${typing.quote(child)} != null`)
  }
  if (refusedFunctions.has(node.what)) return typing.report("function_not_allowed", node, { name: node.what })
  return typing.report("unsupported", node, { what: { zh: "这种写法", en: "This form" } })
}
