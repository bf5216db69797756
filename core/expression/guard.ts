import { problem, type ExpressionProblem } from "./problem"
import { childrenOf, type Node } from "./tree"

/**
 * The named limits of an expression. Each one stops a text that was measured to hang or to grow the library: nested
 * comprehensions four deep, a 5 MB literal, 10,000 brackets, growth by replace. A text inside all of them is checked
 * and evaluated within 20 ms.
 */
export const limits = {
  sourceCharsMax: 4096,
  /** Before the parser runs: brackets and words, so that its recursion never sees more. */
  tokensMax: 800,
  nodesMax: 400,
  depthMax: 32,
  /** A comprehension inside another multiplies; one after another only adds. */
  comprehensionDepthMax: 1,
  stringLiteralCharsMax: 1024,
  listLiteralItemsMax: 200,
  patternCharsMax: 256,
  matchesMax: 4,
  zoneCallsMax: 8,
  /** Nodes evaluated at worst, a comprehension's body counted once per item a list may hold. */
  costMax: 10_000,
  problemsMax: 50,
  /** Of the values handed in and of what a concatenation may grow to. */
  stringValueCharsMax: 16_384,
  listValueItemsMax: 200,
  listItemCharsMax: 1024,
} as const

/** Reading a part of a time in a time zone: 12–32 µs each, where a comparison takes less than one. */
function isZoneCall(name: string): boolean {
  return name.startsWith("get")
}

/** The limits that need the tree. Pure; every excess is reported at the node that exceeds. */
export function guardTree(root: Node): ExpressionProblem[] {
  const problems: ExpressionProblem[] = []
  const counts = { nodes: 0, matches: 0, zones: 0 }
  let deep: Node | undefined

  const visit = (node: Node, depth: number, comprehensions: number): number => {
    counts.nodes += 1
    if (depth > limits.depthMax) deep ??= node
    if (
      node.kind === "constant" &&
      typeof node.value === "string" &&
      node.value.length > limits.stringLiteralCharsMax
    ) {
      problems.push(problem("literal_too_long", node, { max: String(limits.stringLiteralCharsMax) }))
    }
    if (node.kind === "list" && node.items.length > limits.listLiteralItemsMax) {
      problems.push(problem("list_too_long", node, { max: String(limits.listLiteralItemsMax) }))
    }
    if (node.kind === "call" && node.target) {
      const kind =
        node.name === "matches" ? "matches" : node.args.length > 0 && isZoneCall(node.name) ? "zones" : undefined
      const max = kind === "matches" ? limits.matchesMax : limits.zoneCallsMax
      if (kind && (++counts[kind] > max || comprehensions > 0)) {
        problems.push(problem("too_many_calls", node, { name: node.name, max: String(max) }))
      }
    }
    if (node.kind !== "macro") {
      return childrenOf(node).reduce((cost, child) => cost + visit(child, depth + 1, comprehensions), 1)
    }
    if (comprehensions >= limits.comprehensionDepthMax)
      problems.push(problem("nested_macro", node, { name: node.name }))
    const items = node.target.kind === "list" ? node.target.items.length : limits.listValueItemsMax
    const body = node.args.reduce((cost, arg) => cost + visit(arg, depth + 1, comprehensions + 1), 1)
    return visit(node.target, depth + 1, comprehensions) + body * Math.max(1, items)
  }

  const cost = visit(root, 1, 0)
  if (counts.nodes > limits.nodesMax) problems.push(problem("too_many_nodes", root, { max: String(limits.nodesMax) }))
  if (deep) problems.push(problem("too_deep", deep, { max: String(limits.depthMax) }))
  if (cost > limits.costMax && problems.length === 0) problems.push(problem("too_costly", root, {}))
  return problems
}
