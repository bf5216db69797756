import { analyse } from "./check"
import { macrosByName } from "./function"
import { readStructure, type Frame, type Structure } from "./syntax"
import { scanTokens, type Token } from "./token"
import { unknown, type ValueType } from "./type"
import type { Variable } from "./variable"

/** Where someone is typing: the word under the cursor, everything before it, and the names loops give there. */
export type Cursor = {
  tokens: readonly Token[]
  /** The word or text the cursor stands in or right behind. */
  current: Token | undefined
  /** Tokens before `current`, and their structure. */
  before: readonly Token[]
  structure: Structure
  /** Declared variables and, as variables, the items of the loops around the cursor. */
  visible: readonly Variable[]
  source: string
}

/** Undefined inside a comment. Works on unfinished text. Pure. */
export function cursorAt(source: string, offset: number, variables: readonly Variable[]): Cursor | undefined {
  const { tokens, comments } = scanTokens(source)
  if (comments.some(({ start, end }) => start < offset && offset <= end)) return undefined
  const current = tokens.find(
    ({ kind, start, end }) =>
      (start < offset && offset <= end && (kind === "name" || kind === "unknown")) ||
      (kind === "text" && start < offset && (offset < end || !isClosed(source.slice(start, end)))),
  )
  const before = tokens.filter(({ end }) => end <= (current?.start ?? offset))
  const structure = readStructure(before)
  const cursor: Cursor = { tokens, current, before, structure, visible: variables, source }
  return { ...cursor, visible: [...variables, ...itemsAround(cursor)] }
}

function isClosed(text: string): boolean {
  const [quote = '"'] = /"""|'''|"|'/.exec(text) ?? []
  return text.length >= quote.length * 2 && text.endsWith(quote)
}

/** First token of the operand that ends with token `last`: `call.waited`, `tags.filter(…)`, `(a + b)`, `x[0]`. */
export function operandStart(tokens: readonly Token[], last: number): number {
  let at = last
  for (;;) {
    const token = tokens[at]
    if (token?.text === ")" || token?.text === "]") {
      at = openingOf(tokens, at)
      // A bracket after a name or another operand belongs to it; any other only groups or lists.
      const owner = tokens[at - 1]
      const belongs = owner?.kind === "name" ? owner.text !== "in" : owner?.text === ")" || owner?.text === "]"
      if (belongs) {
        at -= 1
        continue
      }
    }
    if (tokens[at - 1]?.text !== "." || at < 2) return Math.max(0, at)
    at -= 2
  }
}

function openingOf(tokens: readonly Token[], closing: number): number {
  let depth = 0
  for (let at = closing; at >= 0; at -= 1) {
    const { text, kind } = tokens[at] ?? { text: "", kind: "unknown" }
    if (kind !== "operator") continue
    if (text === ")" || text === "]") depth += 1
    if (text === "(" || text === "[") depth -= 1
    if (depth === 0) return at
  }
  return 0
}

/** Type of the operand that ends with token `last` of `cursor.before`. An empty value counts as one of its type. */
export function operandType({ before, source, visible }: Cursor, last: number): ValueType {
  const start = before[operandStart(before, last)]?.start
  const end = before[last]?.end
  if (start === undefined || end === undefined) return unknown
  return analyse(source.slice(start, end), { variables: visible, expect: "any" }).type
}

/** The call a frame belongs to: its name, and the index of the token before its dot when it is a method. */
export function calleeOf(
  before: readonly Token[],
  frame: Frame,
): { name: string; target: number | undefined } | undefined {
  const name = before[frame.open - 1]
  if (frame.kind !== "call" || name?.kind !== "name") return undefined
  return { name: name.text, target: before[frame.open - 2]?.text === "." ? frame.open - 3 : undefined }
}

const declarable = new Set(["string", "int", "double", "bool", "timestamp", "duration"])

function itemsAround(cursor: Cursor): Variable[] {
  const { before, structure } = cursor
  return structure.frames.flatMap((frame): Variable[] => {
    const callee = calleeOf(before, frame)
    const name = before[frame.open + 1]
    if (!callee || callee.target === undefined || frame.commas === 0) return []
    if (!macrosByName.has(callee.name) || name?.kind !== "name") return []
    const element = operandType(cursor, callee.target).element ?? unknown
    const type = declarable.has(element.base) ? (element.base as Variable["type"]) : "string"
    const label = { zh: "列表中的一项", en: "An item of the list" }
    const values = element.values?.map((value) => ({ value, label: { zh: value, en: value } }))
    return [{ key: name.text, type, nullable: false, label, ...(values && { values }) }]
  })
}
