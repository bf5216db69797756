import { pathOf, type CallNode, type Node } from "./tree"

/**
 * The variables that cannot be empty once `node` has evaluated to `outcome`: `x != null` when true, `x == null` when
 * false, and what follows through `&&`, `||`, `!` and `? :`. An error counts as neither outcome, so nothing follows
 * from it that a later operand could rely on. Pure.
 */
export function knownWhen(node: Node, outcome: boolean): ReadonlySet<string> {
  if (node.kind !== "call") return nothing
  const [first, second, third] = node.args
  if (!first) return nothing
  if (node.name === "!_") return knownWhen(first, !outcome)
  if (!second) return nothing
  if (node.name === "_!=_") return outcome ? comparedWithNull(node) : nothing
  if (node.name === "_==_") return outcome ? nothing : comparedWithNull(node)
  if (node.name === "_&&_" || node.name === "_||_") {
    const [left, right] = [knownWhen(first, outcome), knownWhen(second, outcome)]
    // Both sides hold when && is true and when || is false; otherwise only one of them is sure to.
    return (node.name === "_&&_") === outcome ? union(left, right) : intersection(left, right)
  }
  if (node.name === "_?_:_" && third) {
    const ifTrue = union(knownWhen(first, true), knownWhen(second, outcome))
    const ifFalse = union(knownWhen(first, false), knownWhen(third, outcome))
    // A branch that is the other constant can never have given this outcome.
    if (isConstant(second, !outcome)) return ifFalse
    if (isConstant(third, !outcome)) return ifTrue
    return intersection(ifTrue, ifFalse)
  }
  return nothing
}

const nothing: ReadonlySet<string> = new Set()

function comparedWithNull({ args }: CallNode): ReadonlySet<string> {
  const other = args.find((arg) => !isNull(arg))
  const path = other && args.some(isNull) ? pathOf(other) : undefined
  return path === undefined ? nothing : new Set([path])
}

export const isNull = (node: Node): boolean => node.kind === "constant" && node.value === null

const isConstant = (node: Node, value: boolean) => node.kind === "constant" && node.value === value

export function union(left: ReadonlySet<string>, right: ReadonlySet<string>): ReadonlySet<string> {
  return left.size === 0 ? right : right.size === 0 ? left : new Set([...left, ...right])
}

function intersection(left: ReadonlySet<string>, right: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...left].filter((key) => right.has(key)))
}
