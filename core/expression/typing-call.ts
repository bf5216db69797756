import type { Text } from "@/core/text"
import { patternFault } from "./environment"
import { functionsByName, macrosByName, refusedFunctions, type FunctionOverload, type Parameter } from "./function"
import { limits } from "./guard"
import { nearest } from "./suggest"
import { isTimeZone, readDuration, readTimestamp } from "./time-value"
import type { CallNode, Node } from "./tree"
import { isNumber, nameOfType, plain, typeNames, unknown, type ValueType } from "./type"
import { adapt, type Scope, type Typing } from "./typing-context"

/** Functions and methods: name, target, number and types of the arguments, and arguments that must be written out. */
export function typeOfCall(typing: Typing, node: CallNode, scope: Scope): ValueType {
  const target = node.target && typing.use(node.target, scope)
  const types = macrosByName.has(node.name) ? [] : node.args.map((arg) => typing.use(arg, scope))
  const overloads = functionsByName.get(node.name)
  if (!overloads) return reportUnknown(typing, node)

  const sameForm = overloads.filter((overload) => (overload.target === undefined) === (target === undefined))
  const [example] = overloads
  if (sameForm.length === 0) {
    return typing.report("not_a_method", node.nameSpan, { name: node.name, example: example?.example ?? "" })
  }
  if (target?.base === "unknown") return resultOf(sameForm)
  const onTarget = sameForm.filter((overload) => !target || !overload.target || accepts(overload.target, target))
  if (target && onTarget.length === 0) {
    return typing.report("wrong_target", node.nameSpan, { name: node.name, type: nameOfType(target) })
  }
  const sameCount = onTarget.filter(({ parameters }) => parameters.length === types.length)
  if (sameCount.length === 0) {
    const counts = [...new Set(onTarget.map(({ parameters }) => parameters.length))].toSorted((a, b) => a - b)
    const parameters = { name: node.name, expected: counts.join(" / "), found: String(types.length) }
    return typing.report("argument_count", node, { ...parameters, example: onTarget[0]?.example ?? "" })
  }
  const fitting = sameCount.filter(({ parameters }) =>
    parameters.every((parameter, index) => accepts(parameter.accepts, types[index] ?? unknown)),
  )
  const [chosen] = fitting
  if (!chosen) {
    reportArgument(typing, node, sameCount, types)
    return resultOf(sameCount)
  }
  chosen.parameters.forEach((parameter, index) => {
    const arg = node.args[index]
    if (!arg) return
    if (parameter.accepts === "double" && types[index]?.base === "int") adapt(typing, arg)
    checkLiteral(typing, node, parameter, arg)
  })
  const [value] = node.args
  if ((node.name === "int" || node.name === "double") && value) checkNumberText(typing, node.name, value)
  return resultOf(fitting)
}

function resultOf(overloads: readonly FunctionOverload[]): ValueType {
  const results = new Set(overloads.map(({ result }) => result))
  const [result] = results
  return result && results.size === 1 ? plain(result) : unknown
}

function accepts(accepted: Parameter["accepts"], type: ValueType): boolean {
  if (type.base === "unknown" || accepted === "any") return true
  return accepted === "number" ? isNumber(type) : accepted === type.base
}

/** The first argument that no overload takes, given that the ones before it fit. */
function reportArgument(
  typing: Typing,
  node: CallNode,
  overloads: readonly FunctionOverload[],
  types: ValueType[],
): void {
  let left = overloads
  for (const [index, type] of types.entries()) {
    const next = left.filter(({ parameters }) => accepts(parameters[index]?.accepts ?? "any", type))
    const arg = node.args[index]
    if (next.length === 0 && arg) {
      const expected = [...new Set(left.map(({ parameters }) => parameters[index]?.accepts ?? "any"))]
      const names = expected.map((name): Text => typeNames[name])
      typing.report("argument_type", arg, {
        name: node.name,
        index: String(index + 1),
        expected: { zh: names.map(({ zh }) => zh).join("或"), en: names.map(({ en }) => en).join(" or ") },
        found: nameOfType(type),
      })
      return
    }
    left = next
  }
}

function checkLiteral(typing: Typing, node: CallNode, { literal }: Parameter, arg: Node): void {
  if (!literal) return
  const value = arg.kind === "constant" && typeof arg.value === "string" ? arg.value : undefined
  if (value === undefined) {
    // A time or a duration may come as text from a variable; a pattern and a zone are judged before anything runs.
    if (literal === "pattern" || literal === "zone") typing.report("not_literal", arg, { name: node.name })
    return
  }
  const shown = { value: JSON.stringify(value) }
  if (literal === "zone" && !isTimeZone(value)) typing.report("bad_zone", arg, shown)
  if (literal === "timestamp" && !readTimestamp(value)) typing.report("bad_timestamp", arg, shown)
  if (literal === "duration" && !readDuration(value)) typing.report("bad_duration", arg, shown)
  if (literal !== "pattern") return
  if (value.length > limits.patternCharsMax) {
    typing.report("pattern_too_long", arg, { max: String(limits.patternCharsMax) })
    return
  }
  const fault = patternFault(value)
  if (fault !== undefined) typing.report("bad_pattern", arg, { detail: fault })
}

function checkNumberText(typing: Typing, name: "int" | "double", arg: Node): void {
  if (arg.kind !== "constant" || typeof arg.value !== "string") return
  const valid = name === "int" ? /^[+-]?\d{1,15}$/.test(arg.value) : /^[+-]?\d+(\.\d+)?$/.test(arg.value)
  if (!valid) typing.report("bad_number", arg, { value: JSON.stringify(arg.value) })
}

function reportUnknown(typing: Typing, node: CallNode): ValueType {
  const macro = macrosByName.get(node.name)
  if (macro && node.args.length === 2 && node.target) {
    return typing.report("macro_variable", node.args[0] ?? node, { name: node.name, example: macro.example })
  }
  if (macro) {
    const found = String(node.args.length)
    const parameters = { name: node.name, expected: "2", found, example: macro.example }
    return node.target
      ? typing.report("argument_count", node, parameters)
      : typing.report("not_a_method", node.nameSpan, parameters)
  }
  if (refusedFunctions.has(node.name)) return typing.report("function_not_allowed", node.nameSpan, { name: node.name })
  const meant = nearest(node.name, [...functionsByName.keys(), ...macrosByName.keys()])
  return typing.report("unknown_function", node.nameSpan, { name: node.name }, meant)
}
