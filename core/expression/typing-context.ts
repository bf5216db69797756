import type { Text } from "@/core/text"
import type { ExpressionProblem, ExpressionProblemCode } from "./problem"
import type { Span } from "./token"
import type { Node } from "./tree"
import { isNumber, nameOfType, plain, unknown, type ValueType } from "./type"
import type { Variable } from "./variable"

/** What is known at one place of an expression: variables that cannot be empty here, and the names loops gave. */
export type Scope = { known: ReadonlySet<string>; locals: ReadonlyMap<string, ValueType> }

export type Typing = {
  variables: ReadonlyMap<string, Variable>
  problems: ExpressionProblem[]
  /** Ids of whole-number literals that are decimal where they stand (`amount * 2`); CEL itself has no double × int. */
  adapted: Set<bigint>
  references: Set<string>
  /** Source text of a span, shortened for a message. */
  quote(span: Span): string
  report(code: ExpressionProblemCode, span: Span, parameters?: Record<string, string | Text>, fix?: string): ValueType
  /** Type of a node that may be empty. Reports, and returns `unknown` where it reported. */
  typeOf(node: Node, scope: Scope): ValueType
  /** Type of a node whose value is used: an empty one is a problem here. */
  use(node: Node, scope: Scope): ValueType
  /** Uses a node as a condition. */
  condition(node: Node, scope: Scope): void
}

/** The comparison that someone who wrote a bare value most likely meant. */
export function reportCondition(typing: Typing, node: Node, type: ValueType): void {
  const name = typing.quote(node)
  const example = type.base === "list" ? `${name}.size() > 0` : type.base === "string" ? `${name} != ""` : `${name} > …`
  typing.report("bool_expected", node, { found: nameOfType(type), example })
}

/**
 * Makes a whole-number literal, or a sum, difference or product of such, decimal where it stands. Division is left out:
 * `1 / 2` is 0 as whole numbers and 0.5 as decimals, and only its author knows which was meant. False: nothing was marked.
 */
export function adapt(typing: Typing, node: Node): boolean {
  const literals: bigint[] = []
  const collect = (part: Node): boolean => {
    if (part.kind === "constant") {
      if (typeof part.value !== "bigint") return false
      literals.push(part.id)
      return true
    }
    return part.kind === "call" && ["_+_", "_-_", "_*_", "-_"].includes(part.name) && part.args.every(collect)
  }
  if (!collect(node)) return false
  for (const id of literals) typing.adapted.add(id)
  return true
}

/** Brings two numbers to one type by adapting literals; reports and returns undefined when neither is a literal. */
export function unify(
  typing: Typing,
  nodes: readonly [Node, Node],
  types: readonly [ValueType, ValueType],
): ValueType | undefined {
  const [left, right] = types
  if (!isNumber(left) || !isNumber(right)) return undefined
  if (left.base === right.base) return plain(left.base === "int" ? "int" : "double")
  const whole = left.base === "int" ? nodes[0] : nodes[1]
  if (adapt(typing, whole)) return plain("double")
  typing.report("mixed_numbers", whole, { name: typing.quote(whole) }, `double(${typing.quote(whole)})`)
  return unknown
}
