import { functionsByName } from "../function"
import { readDuration, readTimestamp } from "../time-value"
import { pathOf, type CallNode, type Node } from "../tree"
import type { Variable } from "../variable"

/**
 * What conditions ask of one variable: the constants it is compared with, and the variables it is compared to. Between
 * two neighbouring constants no condition can tell two values apart, so a few values stand for all of them.
 */
export type Domain = {
  variable: Variable
  /** Numbers, milliseconds of a time or a duration. */
  numbers: Set<number>
  /** Texts it is compared with, or looked for in a list. */
  texts: Set<string>
  /** Keys of the variables it is compared to, its own included. */
  linked: Set<string>
}

/** A part of a condition that no finite set of values stands for. */
export type Unprovable = { start: number; end: number }

export type Domains = { domains: Map<string, Domain>; unprovable: Unprovable[] }

type Constant = { kind: "number"; value: number } | { kind: "text"; value: string }

/** Adds what `tree` asks to `into`. What is not a comparison of declared variables and constants is unprovable. */
export function collectDomains(tree: Node, variables: readonly Variable[], into: Domains): void {
  const byKey = new Map(variables.map((variable) => [variable.key, variable]))
  const domainOf = (node: Node): Domain | undefined => {
    const variable = byKey.get(pathOf(node) ?? "")
    if (!variable) return undefined
    const known = into.domains.get(variable.key)
    if (known) return known
    const made = { variable, numbers: new Set<number>(), texts: new Set<string>(), linked: new Set([variable.key]) }
    into.domains.set(variable.key, made)
    return made
  }
  const giveUp = (node: Node) => {
    into.unprovable.push({ start: node.start, end: node.end })
    mention(node)
  }
  /** The variables and texts of a part given up still belong to the search for counter-examples. */
  const mention = (node: Node): void => {
    if (domainOf(node) !== undefined) return
    if (node.kind === "constant" && typeof node.value === "string") {
      for (const domain of into.domains.values()) if (isText(domain.variable)) domain.texts.add(node.value)
    }
    if (node.kind === "select") mention(node.operand)
    if (node.kind === "list") node.items.forEach(mention)
    if (node.kind === "call") [...(node.target ? [node.target] : []), ...node.args].forEach(mention)
    if (node.kind === "macro") [node.target, ...node.args].forEach(mention)
  }

  const visit = (node: Node): void => {
    if (node.kind === "constant") return
    const own = domainOf(node)
    if (own) {
      if (own.variable.type !== "bool") giveUp(node)
      return
    }
    if (node.kind !== "call" || node.target) return giveUp(node)
    if (["_&&_", "_||_", "!_", "_?_:_"].includes(node.name)) return node.args.forEach(visit)
    if (node.name === "between") return compareAll(node, node.args, "order")
    if (node.name === "@in") return visitMembership(node)
    if (["_<_", "_<=_", "_>_", "_>=_"].includes(node.name)) return compareAll(node, node.args, "order")
    if (node.name === "_==_" || node.name === "_!=_") return visitEquality(node)
    giveUp(node)
  }

  const visitEquality = (node: CallNode): void => {
    const [left, right] = node.args
    if (!left || !right) return
    const isNull = (side: Node) => side.kind === "constant" && side.value === null
    if (isNull(left) || isNull(right)) {
      for (const side of node.args) if (!isNull(side) && !domainOf(side)) giveUp(node)
      return
    }
    // Two conditions compared with each other are conditions still.
    if ([left, right].every((side) => isCondition(side, byKey))) return node.args.forEach(visit)
    compareAll(node, node.args, "equality")
  }

  const visitMembership = (node: CallNode): void => {
    const [item, list] = node.args
    if (!item || !list) return
    const inList = domainOf(list)
    const constant = constantOf(item)
    if (inList && constant?.kind === "text") inList.texts.add(constant.value)
    else if (list.kind === "list" && domainOf(item)) compareAll(node, [item, ...list.items], "equality")
    else giveUp(node)
  }

  const compareAll = (node: Node, sides: readonly Node[], by: "order" | "equality"): void => {
    const found = sides.map((side) => domainOf(side) ?? constantOf(side))
    const domains = found.filter((side): side is Domain => side !== undefined && "variable" in side)
    const constants = found.filter((side): side is Constant => side !== undefined && "kind" in side)
    const types = new Set(domains.map(({ variable }) => sortOf(variable)))
    const isKnown = domains.length + constants.length === sides.length && types.size <= 1
    const [type] = types
    // Texts are told apart, not put in order; items of a list and true/false have their own forms.
    const isExact = type === "text" ? by === "equality" : type !== "list" && type !== "bool"
    if (!isKnown || !isExact) return giveUp(node)
    for (const domain of domains) {
      for (const { variable } of domains) domain.linked.add(variable.key)
      for (const constant of constants) {
        if (constant.kind === "number") domain.numbers.add(constant.value)
        else domain.texts.add(constant.value)
      }
    }
  }

  visit(tree)
}

type Sort = "int" | "double" | "timestamp" | "duration" | "text" | "bool" | "list"

/** Whole and decimal numbers are kept apart: between two whole numbers there may be none, but always a decimal. */
function sortOf({ type }: Variable): Sort {
  if (type === "money") return "int"
  if (type === "string") return "text"
  return type === "list<string>" ? "list" : type
}

const isText = ({ type }: Variable) => type === "string" || type === "list<string>"

function constantOf(node: Node): Constant | undefined {
  if (node.kind === "constant") {
    if (typeof node.value === "string") return { kind: "text", value: node.value }
    const isNumber = typeof node.value === "bigint" || typeof node.value === "number"
    return isNumber ? { kind: "number", value: Number(node.value) } : undefined
  }
  if (node.kind !== "call" || node.target) return undefined
  const [arg] = node.args
  if (node.name === "-_" && arg) {
    const inner = constantOf(arg)
    return inner?.kind === "number" ? { kind: "number", value: -inner.value } : undefined
  }
  if (arg?.kind !== "constant" || typeof arg.value !== "string") return undefined
  const time = node.name === "timestamp" ? readTimestamp(arg.value) : undefined
  const message = time ?? (node.name === "duration" ? readDuration(arg.value) : undefined)
  // Finer than a millisecond is finer than the values tried.
  if (!message || message.nanos % 1_000_000 !== 0) return undefined
  return { kind: "number", value: Number(message.seconds) * 1000 + message.nanos / 1_000_000 }
}

const logic = new Set(["_&&_", "_||_", "!_", "_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_", "@in"])

function isCondition(node: Node, byKey: ReadonlyMap<string, Variable>): boolean {
  const variable = byKey.get(pathOf(node) ?? "")
  if (variable) return variable.type === "bool"
  if (node.kind === "constant") return typeof node.value === "boolean"
  if (node.kind === "macro") return ["exists", "all", "exists_one"].includes(node.name)
  if (node.kind !== "call") return false
  if (node.name === "_?_:_") return node.args.slice(1).every((arg) => isCondition(arg, byKey))
  return logic.has(node.name) || (functionsByName.get(node.name)?.some(({ result }) => result === "bool") ?? false)
}
