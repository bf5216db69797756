import { isCelError, plan, type CelInput } from "@bufbuild/cel"
import { createCache, type ExpressionCache } from "./cache"
import { analyse, type Analysis, type ExpectedType } from "./check"
import { environment, readFailure } from "./environment"
import { problem, type ExpressionProblem, type ExpressionProblemCode } from "./problem"
import type { Span } from "./token"
import { childrenOf, index, type CelExpr, type Node } from "./tree"
import { typeNames, type ValueType } from "./type"
import { bindValue, readValue, type ExpressionValue } from "./value"
import type { Variable } from "./variable"

/**
 * What evaluating gave. A failure never routes: it names the problem and, for the incident, the values the expression
 * reads as short JSON by variable key.
 */
export type ExpressionOutcome<Value = boolean> =
  | { ok: true; value: Value }
  | { ok: false; problem: ExpressionProblem; values: Record<string, string> }

export type CompiledExpression = {
  /** Empty when it can be evaluated. */
  problems: readonly ExpressionProblem[]
  type: ValueType
  /** Keys of the variables it reads. */
  references: readonly string[]
  /** Never throws. Same values, same outcome. Reads own keys of `values` only: the variables it references. */
  evaluate(values: Readonly<Record<string, unknown>>): ExpressionOutcome<ExpressionValue>
}

export const createExpressionCache = (capacity = 1000): ExpressionCache<CompiledExpression> => createCache(capacity)

/** Checks and plans once; from the cache when one is handed in. A text with a problem compiles to its first problem. */
export function compileExpression(
  source: string,
  variables: readonly Variable[],
  options: { expect?: ExpectedType; cache?: ExpressionCache<CompiledExpression> } = {},
): CompiledExpression {
  const { expect = "any", cache } = options
  const make = () => compile(source, variables, analyse(source, { variables, expect }))
  // A text beyond the limits is refused in a moment and must not fill the cache with megabytes.
  return cache && source.length <= 8192 ? cache.get(source, variables, expect, make) : make()
}

/** The engine's entry: true, false, or a problem. Nothing else counts as true. */
export function evaluateCondition(
  source: string,
  variables: readonly Variable[],
  values: Readonly<Record<string, unknown>>,
  cache?: ExpressionCache<CompiledExpression>,
): ExpressionOutcome {
  const outcome = compileExpression(source, variables, { expect: "bool", ...(cache && { cache }) }).evaluate(values)
  if (!outcome.ok) return outcome
  if (typeof outcome.value === "boolean") return { ok: true, value: outcome.value }
  const { zh, en } = typeNames.bool
  const found = problem("wrong_result", { start: 0, end: source.length }, { expected: { zh, en }, found: "?" })
  return { ok: false, problem: found, values: {} }
}

function compile(source: string, variables: readonly Variable[], analysis: Analysis): CompiledExpression {
  const { problems, type, references, adapted, parsed } = analysis
  const whole: Span = { start: 0, end: source.length }
  const read = variables.filter(({ key }) => references.includes(key))
  const fail = (found: ExpressionProblem, values: Readonly<Record<string, unknown>>) => ({
    ok: false as const,
    problem: found,
    values: Object.fromEntries(read.map(({ key }) => [key, printable(values, key)])),
  })
  const [first] = problems
  if (first || !parsed.ok) {
    const found = first ?? problem("syntax", whole)
    return { problems: first ? problems : [found], type, references, evaluate: (values) => fail(found, values) }
  }

  const spans = new Map<string, Span>()
  collectSpans(parsed.tree, spans)
  const { expr } = parsed.expression
  if (expr) makeDecimal(expr, adapted)
  const run = plan(environment, parsed.expression)

  const evaluate: CompiledExpression["evaluate"] = (values) => {
    try {
      const bound = bindAll(read, values)
      if ("code" in bound) {
        const parameters = { name: bound.variable.key, expected: typeNames[bound.variable.type] }
        return fail(problem(bound.code, whole, parameters), values)
      }
      const result = run(bound.bindings)
      if (isCelError(result)) {
        const { code, detail } = readFailure(result.message)
        return fail(problem(code, spans.get(String(result.exprId)) ?? whole, { detail }), values)
      }
      const value = readValue(result)
      return value === undefined ? fail(problem("number_overflow", whole), values) : { ok: true, value }
    } catch (thrown) {
      // The library throws on what it holds impossible; a step must still end in an incident, not in a crash.
      const detail = thrown instanceof Error ? thrown.message.slice(0, 200) : "?"
      return fail(problem("evaluation_failed", whole, { detail }), values)
    }
  }
  return { problems, type, references, evaluate }
}

type Bindings = Record<string, CelInput>

function bindAll(
  read: readonly Variable[],
  values: Readonly<Record<string, unknown>>,
): { bindings: Bindings } | { code: ExpressionProblemCode; variable: Variable } {
  const bindings: Bindings = Object.create(null)
  for (const variable of read) {
    const bound = bindValue(variable, Object.hasOwn(values, variable.key) ? values[variable.key] : undefined)
    if (!bound.ok) return { code: bound.code, variable }
    bindings[variable.key] = bound.value
  }
  return { bindings }
}

export type CompiledParts =
  | {
      ok: true
      tree: Node
      /** Evaluates one part of the condition, alone: "failed" where it gives no truth value. Never throws. */
      part(node: Node, read: readonly Variable[]): (values: Readonly<Record<string, unknown>>) => boolean | "failed"
    }
  | { ok: false }

/**
 * A condition taken apart: whoever tries many values asks each comparison once per value instead of the whole condition
 * once per case. The parts are those of the checked tree, so they mean what they mean inside the whole.
 */
export function compileParts(source: string, variables: readonly Variable[]): CompiledParts {
  const { problems, adapted, parsed } = analyse(source, { variables, expect: "bool" })
  if (problems.length > 0 || !parsed.ok) return { ok: false }
  const nodes = new Map<bigint, CelExpr>()
  const { expr } = parsed.expression
  if (expr) {
    makeDecimal(expr, adapted)
    index(expr, nodes)
  }
  return {
    ok: true,
    tree: parsed.tree,
    part: (node, read) => {
      const own = nodes.get(node.id)
      const run = own && plan(environment, { ...parsed.expression, expr: own })
      return (values) => {
        try {
          const bound = bindAll(read, values)
          const result = run && "bindings" in bound ? run(bound.bindings) : undefined
          return typeof result === "boolean" ? result : "failed"
        } catch {
          return "failed"
        }
      }
    },
  }
}

/** Turns the literals the checker adapted into decimals, in the tree this compilation owns. */
function makeDecimal(root: CelExpr, adapted: ReadonlySet<bigint>): void {
  if (adapted.size === 0) return
  const nodes = new Map<bigint, CelExpr>()
  index(root, nodes)
  for (const id of adapted) {
    const { exprKind } = nodes.get(id) ?? {}
    if (exprKind?.case !== "constExpr") continue
    const { constantKind } = exprKind.value
    if (constantKind.case !== "int64Value") continue
    exprKind.value.constantKind = { case: "doubleValue", value: Number(constantKind.value) }
  }
}

function collectSpans(node: Node, into: Map<string, Span>): void {
  into.set(node.id.toString(), { start: node.start, end: node.end })
  for (const child of childrenOf(node)) collectSpans(child, into)
}

/** Short JSON for an incident. What JSON cannot write is named by its type. */
function printable(values: Readonly<Record<string, unknown>>, key: string): string {
  try {
    const value = Object.hasOwn(values, key) ? values[key] : null
    const text = JSON.stringify(typeof value === "string" ? value.slice(0, 200) : value) ?? typeof value
    return text.length > 200 ? `${text.slice(0, 199)}…` : text
  } catch {
    return "?"
  }
}
