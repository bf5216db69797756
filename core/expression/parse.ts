import { parse } from "@bufbuild/cel"
import { guardTree, limits } from "./guard"
import { problem, type ExpressionProblem } from "./problem"
import { readEnd, readStructure } from "./syntax"
import { scanTokens, type Token } from "./token"
import { buildTree, type Node, type ParsedExpression } from "./tree"

export type Parsed =
  | { ok: true; tree: Node; expression: ParsedExpression; tokens: Token[] }
  | { ok: false; problems: ExpressionProblem[] }

/**
 * Text → tree, inside every limit. Cheap refusals first: length, tokens, syntax, and only then the library's parser,
 * which slices its input at every step and recurses (a 5 MB text or 10,000 brackets would hang or overflow it). Pure.
 */
export function parseExpression(source: string, declared?: (name: string) => boolean): Parsed {
  if (source.length > limits.sourceCharsMax) {
    const span = { start: limits.sourceCharsMax, end: source.length }
    return { ok: false, problems: [problem("too_long", span, { max: String(limits.sourceCharsMax) })] }
  }
  const { tokens, problems } = scanTokens(source)
  const refused = tokens[limits.tokensMax]
  if (refused) {
    const span = { start: refused.start, end: source.length }
    return { ok: false, problems: [problem("too_many_tokens", span, { max: String(limits.tokensMax) })] }
  }
  if (tokens.length === 0 && problems.length === 0) {
    return { ok: false, problems: [problem("empty", { start: 0, end: source.length })] }
  }
  const structure = readStructure(tokens, declared)
  problems.push(...guardTokens(tokens))
  // After a text without an end nothing else is where its author sees it.
  const isTorn = problems.some(({ code }) => code === "unfinished_text")
  if (!isTorn) problems.push(...structure.problems, ...readEnd(structure, tokens))
  if (problems.length > 0) return { ok: false, problems: inOrder(problems) }

  let expression: ParsedExpression
  try {
    // The newline ends a comment on the last line, which the library's grammar otherwise refuses.
    expression = parse(`${source}\n`)
  } catch (thrown) {
    return { ok: false, problems: [problem("syntax", placeOf(thrown, source))] }
  }
  const tree = buildTree(expression, tokens, structure)
  const excess = guardTree(tree)
  return excess.length > 0 ? { ok: false, problems: inOrder(excess) } : { ok: true, tree, expression, tokens }
}

/** By place, capped: a list of a thousand problems helps nobody. */
export function inOrder(problems: ExpressionProblem[]): ExpressionProblem[] {
  return problems.toSorted((a, b) => a.start - b.start || a.end - b.end).slice(0, limits.problemsMax)
}

/** The limits that need no tree: open brackets at once, and the length of a text before it is read sign by sign. */
function guardTokens(tokens: readonly Token[]): ExpressionProblem[] {
  const problems: ExpressionProblem[] = []
  let depth = 0
  for (const token of tokens) {
    if (token.kind === "text" && token.text.length > limits.stringLiteralCharsMax + 8) {
      problems.push(problem("literal_too_long", token, { max: String(limits.stringLiteralCharsMax) }))
    }
    if (token.kind === "number" && !isExact(token.text)) problems.push(problem("number_too_large", token))
    if (token.kind !== "operator") continue
    if (token.text === "(" || token.text === "[") depth += 1
    if (token.text === ")" || token.text === "]") depth -= 1
    if (depth === limits.depthMax + 1) {
      problems.push(problem("too_deep", token, { max: String(limits.depthMax) }))
      return problems
    }
  }
  return problems
}

/** Whole numbers leave the engine as JavaScript numbers, so a literal beyond 2^53 would change on the way. */
function isExact(literal: string): boolean {
  const value = Number(literal.replace(/[uU]$/, ""))
  return /^(0[xX][0-9a-fA-F]+|\d+)[uU]?$/.test(literal) ? Number.isSafeInteger(value) : Number.isFinite(value)
}

function placeOf(thrown: unknown, source: string): { start: number; end: number } {
  const location = typeof thrown === "object" && thrown !== null && "location" in thrown ? thrown.location : undefined
  const start = (location as { start?: { offset?: unknown } } | undefined)?.start?.offset
  const from = typeof start === "number" ? Math.min(start, Math.max(0, source.length - 1)) : 0
  return { start: from, end: typeof start === "number" ? Math.min(from + 1, source.length) : source.length }
}
