import type { parse } from "@bufbuild/cel"
import type { Structure } from "./syntax"
import type { Span, Token } from "./token"

/** What the library's parser gives, named through the library itself: its schema package is a tool of the tests only. */
export type ParsedExpression = ReturnType<typeof parse>
export type CelExpr = NonNullable<ParsedExpression["expr"]>

/** Ids are those of the library's nodes, so that what the checker decides can be applied to the tree that is evaluated. */
type Base = Span & { id: bigint }

export type ConstantNode = Base & {
  kind: "constant"
  value: string | bigint | number | boolean | null
}
export type NameNode = Base & { kind: "name"; name: string }
export type SelectNode = Base & { kind: "select"; operand: Node; field: string; fieldSpan: Span }
/** Operators are calls too, named as CEL names them: `_<_`, `!_`, `_?_:_`, `_[_]`, `@in`. */
export type CallNode = Base & { kind: "call"; name: string; nameSpan: Span; target?: Node; args: Node[] }
export type ListNode = Base & { kind: "list"; items: Node[] }
/** A loop over a list before the library expands it: `target.name(variable, ...args)`. */
export type MacroNode = Base & {
  kind: "macro"
  name: string
  nameSpan: Span
  target: Node
  variable: string
  variableSpan: Span
  args: Node[]
}
/** What the grammar knows and this product does not: `has()`, maps, messages, bytes, unsigned numbers. */
export type UnsupportedNode = Base & { kind: "unsupported"; what: string; children: Node[] }

export type Node = ConstantNode | NameNode | SelectNode | CallNode | ListNode | MacroNode | UnsupportedNode

/** Direct children in source order. */
export function childrenOf(node: Node): Node[] {
  switch (node.kind) {
    case "constant":
    case "name":
      return []
    case "select":
      return [node.operand]
    case "call":
      return node.target ? [node.target, ...node.args] : node.args
    case "list":
      return node.items
    case "macro":
      return [node.target, ...node.args]
    case "unsupported":
      return node.children
  }
}

/** `a.b.c` as text when the node is a name or fields of one, else undefined. */
export function pathOf(node: Node): string | undefined {
  if (node.kind === "name") return node.name
  if (node.kind !== "select") return undefined
  const operand = pathOf(node.operand)
  return operand === undefined ? undefined : `${operand}.${node.field}`
}

/**
 * The library's tree with its macros folded back and both ends of every node. The library gives one offset per node
 * (where it starts to read it, blanks included); the tokens give the rest.
 */
export function buildTree(parsed: ParsedExpression, tokens: readonly Token[], structure: Structure): Node {
  const positions = parsed.sourceInfo?.positions ?? {}
  const macros = parsed.sourceInfo?.macroCalls ?? {}
  const expanded = new Map<bigint, CelExpr>()
  if (parsed.expr) index(parsed.expr, expanded)

  /** First token at or after an offset, by bisection. */
  const tokenFrom = (offset: number): number => {
    let low = 0
    let high = tokens.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((tokens[middle]?.start ?? 0) < offset) low = middle + 1
      else high = middle
    }
    return low
  }
  const spanOf = (from: number, to = from): Span => ({ start: tokens[from]?.start ?? 0, end: tokens[to]?.end ?? 0 })
  const closed = (open: number) => structure.closing.get(open) ?? open
  /** A span with the brackets that only group it. */
  const outer = (span: Span): Span => {
    const start = tokenFrom(span.start)
    const open = start - 1
    const close = structure.closing.get(open)
    if (!structure.groups.has(open) || close === undefined || tokens[close - 1]?.end !== span.end) return span
    return outer(spanOf(open, close))
  }
  const around = (nodes: readonly Node[]): Span => {
    const spans = nodes.map(outer)
    return { start: Math.min(...spans.map((span) => span.start)), end: Math.max(...spans.map((span) => span.end)) }
  }

  const build = (given: CelExpr): Node => {
    // A macro inside the arguments of another is a bare reference by id.
    const expr = given.exprKind.case === undefined ? (expanded.get(given.id) ?? given) : given
    const { id } = expr
    const at = tokenFrom(positions[id.toString()] ?? 0)
    const macro = macros[id.toString()]
    if (macro?.exprKind.case === "callExpr") return buildMacro(id, at, macro.exprKind.value)
    const { exprKind } = expr
    switch (exprKind.case) {
      case "constExpr": {
        const { constantKind } = exprKind.value
        const span = spanOf(at, tokens[at]?.text === "-" ? at + 1 : at)
        if (constantKind.case === "nullValue") return { kind: "constant", id, value: null, ...span }
        if (
          constantKind.case === "stringValue" ||
          constantKind.case === "int64Value" ||
          constantKind.case === "doubleValue" ||
          constantKind.case === "boolValue"
        ) {
          return { kind: "constant", id, value: constantKind.value, ...span }
        }
        return { kind: "unsupported", id, what: "literal", children: [], ...span }
      }
      case "identExpr":
        return { kind: "name", id, name: exprKind.value.name, ...spanOf(at) }
      case "selectExpr": {
        const operand = exprKind.value.operand
        if (!operand) return { kind: "unsupported", id, what: "select", children: [], ...spanOf(at) }
        const node = build(operand)
        const fieldSpan = spanOf(at + 1)
        return {
          kind: "select",
          id,
          operand: node,
          field: exprKind.value.field,
          fieldSpan,
          start: outer(node).start,
          end: fieldSpan.end,
        }
      }
      case "callExpr":
        return buildCall(id, at, exprKind.value)
      case "listExpr":
        return { kind: "list", id, items: exprKind.value.elements.map(build), ...spanOf(at, closed(at)) }
      case "structExpr":
      case "comprehensionExpr":
      case undefined:
        return { kind: "unsupported", id, what: exprKind.case ?? "nothing", children: [], ...spanOf(at) }
    }
  }

  type Call = Extract<CelExpr["exprKind"], { case: "callExpr" }>["value"]

  const buildCall = (id: bigint, at: number, call: Call): Node => {
    const target = call.target && build(call.target)
    const args = call.args.map(build)
    const base = { kind: "call" as const, id, name: call.function, args }
    if (target) {
      const nameSpan = spanOf(at + 1)
      return { ...base, target, nameSpan, start: outer(target).start, end: spanOf(closed(at + 2)).end }
    }
    const [first] = args
    if (call.function === "_[_]" && first) {
      return { ...base, nameSpan: spanOf(at, closed(at)), start: outer(first).start, end: spanOf(closed(at)).end }
    }
    if ((call.function === "!_" || call.function === "-_") && first) {
      return { ...base, nameSpan: spanOf(at), start: spanOf(at).start, end: outer(first).end }
    }
    if (/^\w+$/.test(call.function)) {
      return { ...base, nameSpan: spanOf(at), ...spanOf(at, closed(at + 1)) }
    }
    const span = args.length > 0 ? around(args) : spanOf(at)
    return { ...base, nameSpan: span, ...span }
  }

  const buildMacro = (id: bigint, at: number, call: Call): Node => {
    if (!call.target) {
      const children = call.args.map(build)
      return { kind: "unsupported", id, what: call.function, children, ...spanOf(at, closed(at + 1)) }
    }
    const target = build(call.target)
    const [variable, ...args] = call.args.map(build)
    return {
      kind: "macro",
      id,
      name: call.function,
      nameSpan: spanOf(at + 1),
      target,
      variable: variable?.kind === "name" ? variable.name : "",
      variableSpan: variable ?? spanOf(at),
      args,
      start: outer(target).start,
      end: spanOf(closed(at + 2)).end,
    }
  }

  const root = parsed.expr
  if (!root) return { kind: "unsupported", id: 0n, what: "nothing", children: [], start: 0, end: 0 }
  return build(root)
}

/** All nodes of the expanded tree by id. */
export function index(expr: CelExpr, into: Map<bigint, CelExpr>): void {
  into.set(expr.id, expr)
  const { exprKind } = expr
  const visit = (child: CelExpr | undefined) => {
    if (child) index(child, into)
  }
  if (exprKind.case === "selectExpr") visit(exprKind.value.operand)
  if (exprKind.case === "callExpr") for (const child of [exprKind.value.target, ...exprKind.value.args]) visit(child)
  if (exprKind.case === "listExpr") for (const child of exprKind.value.elements) visit(child)
  if (exprKind.case === "comprehensionExpr") {
    const { iterRange, accuInit, loopCondition, loopStep, result } = exprKind.value
    for (const child of [iterRange, accuInit, loopCondition, loopStep, result]) visit(child)
  }
}
