import { problem, type ExpressionProblem } from "./problem"
import type { Token } from "./token"

// The grammar of CEL as a machine with two states (an operand is due, an operator is due) and a stack of brackets. It
// reports every mistake of a text at its place and never recurses, so 10,000 brackets cost it 10,000 steps. The
// library's parser runs after it, on text this machine accepts, and stays the authority on what the text means.

export type Frame = {
  kind: "group" | "call" | "list" | "index" | "choice"
  /** Index of the opening token. */
  open: number
  /** Commas seen so far inside this bracket. */
  commas: number
}

export type Structure = {
  problems: ExpressionProblem[]
  /** What may come after the last token, and the brackets open there. */
  expects: "operand" | "operator" | "name"
  frames: Frame[]
  /** Index of an opening token → index of its closing token. */
  closing: Map<number, number>
  /** Opening tokens of brackets that only group. */
  groups: Set<number>
}

const binary = new Set(["==", "!=", "<", "<=", ">", ">=", "&&", "||", "+", "-", "*", "/", "%", "in"])
// Maps, not objects: `constructor` is a word people try.
const words = new Map(Object.entries({ and: "&&", or: "||", not: "!", AND: "&&", OR: "||", NOT: "!" }))
const literals = new Set(["true", "false", "null"])
/** Read by people from other languages as a value. */
const otherLiterals = new Map(
  Object.entries({
    True: "true",
    False: "false",
    None: "null",
    NULL: "null",
    TRUE: "true",
    FALSE: "false",
    nil: "null",
    undefined: "null",
  }),
)
const reserved = new Set(
  "as break const continue else for function if import let loop package namespace return var void while".split(" "),
)
const closers: Record<string, Frame["kind"][]> = { ")": ["group", "call"], "]": ["list", "index"] }

export function readStructure(tokens: readonly Token[], declared: (name: string) => boolean = () => false): Structure {
  const problems: ExpressionProblem[] = []
  const frames: Frame[] = []
  const closing = new Map<number, number>()
  const groups = new Set<number>()
  let expects = "operand" as Structure["expects"]

  const report = (code: "operand_expected" | "operator_expected" | "unexpected_comma", token: Token) =>
    problems.push(problem(code, token, { found: token.text }))
  const top = () => frames.at(-1)
  const dropChoices = () => {
    for (let frame = top(); frame?.kind === "choice"; frame = top()) {
      const token = tokens[frame.open]
      if (token) problems.push(problem("incomplete_choice", token))
      frames.pop()
    }
  }

  const close = (index: number, token: Token) => {
    dropChoices()
    const frame = top()
    const previous = tokens[index - 1]
    const empty = frame?.open === index - 1 && (frame.kind === "call" || frame.kind === "list")
    const trailing = frame?.kind === "list" && previous?.text === ","
    if (expects === "operand" && !empty && !trailing && frame) report("operand_expected", token)
    if (frame && closers[token.text]?.includes(frame.kind)) {
      closing.set(frame.open, index)
      frames.pop()
    } else {
      problems.push(problem("unexpected_bracket", token, { found: token.text }))
    }
    expects = "operator"
  }

  const operand = (index: number, token: Token) => {
    const previous = tokens[index - 1]
    if (token.kind === "name") {
      const other = words.get(token.text) ?? otherLiterals.get(token.text)
      if (other && !declared(token.text)) {
        problems.push(problem("word_operator", token, { found: token.text }, other))
        if (words.has(token.text)) return
      } else if (reserved.has(token.text)) {
        problems.push(problem("reserved_word", token, { found: token.text }))
      } else if (token.text === "in") {
        report("operand_expected", token)
        return
      }
      expects = "operator"
    } else if (token.kind !== "operator") {
      expects = "operator"
    } else if (token.text === "(" || token.text === "[") {
      frames.push({ kind: token.text === "(" ? "group" : "list", open: index, commas: 0 })
      if (token.text === "(") groups.add(index)
    } else if (token.text === "-" || token.text === "!") {
      const other = token.text === "-" ? "!" : "-"
      const before = tokens[index - 2]
      const isSign = previous?.text === other && previous.kind === "operator"
      // `a - !b` is a subtraction; only a sign directly after another sign is refused by the grammar.
      if (isSign && (other === "!" || !before || isOperandDueAfter(before)))
        problems.push(problem("mixed_signs", token))
    } else if (token.text === ")" || token.text === "]") {
      close(index, token)
    } else {
      report("operand_expected", token)
    }
  }

  const operator = (index: number, token: Token) => {
    const previous = tokens[index - 1]
    if (token.kind === "operator" && (token.text === ")" || token.text === "]")) return close(index, token)
    if (binary.has(token.text) && token.kind !== "text") {
      expects = "operand"
    } else if (token.kind === "name" && words.has(token.text) && !declared(token.text)) {
      problems.push(problem("word_operator", token, { found: token.text }, words.get(token.text)))
      expects = "operand"
    } else if (token.kind !== "operator") {
      report("operator_expected", token)
    } else if (token.text === ".") {
      expects = "name"
    } else if (token.text === "(" && previous?.kind === "name" && !literals.has(previous.text)) {
      frames.push({ kind: "call", open: index, commas: 0 })
      expects = "operand"
    } else if (token.text === "[") {
      frames.push({ kind: "index", open: index, commas: 0 })
      expects = "operand"
    } else if (token.text === "(") {
      report("operator_expected", token)
      frames.push({ kind: "group", open: index, commas: 0 })
      groups.add(index)
      expects = "operand"
    } else if (token.text === "?") {
      if (top()?.kind === "choice") problems.push(problem("nested_choice", token))
      frames.push({ kind: "choice", open: index, commas: 0 })
      expects = "operand"
    } else if (token.text === ":") {
      if (top()?.kind === "choice") frames.pop()
      else problems.push(problem("incomplete_choice", token))
      expects = "operand"
    } else if (token.text === ",") {
      dropChoices()
      const frame = top()
      if (frame?.kind === "call" || frame?.kind === "list") frame.commas += 1
      else report("unexpected_comma", token)
      expects = "operand"
    } else {
      report("operator_expected", token)
    }
  }

  for (const [index, token] of tokens.entries()) {
    if (token.text === "{" || token.text === "}") {
      const what = { zh: "花括号写法（映射与对象）", en: "Maps and objects in braces" }
      problems.push(problem("unsupported", token, { what }))
      return { problems, expects: "operator", frames: [], closing, groups }
    }
    // Already a problem of its own; it stands for whatever is due here.
    if (token.kind === "unknown") {
      expects = "operator"
      continue
    }
    if (token.kind === "bytes") {
      problems.push(problem("unsupported", token, { what: { zh: '字节文本 b"…"', en: 'Bytes b"…"' } }))
    }
    if (token.kind === "number" && /[uU]$/.test(token.text)) {
      problems.push(
        problem("unsupported", token, { what: { zh: "无符号整数", en: "Unsigned numbers" } }, token.text.slice(0, -1)),
      )
    }
    if (expects === "name") {
      if (token.kind === "name" && !literals.has(token.text)) {
        if (reserved.has(token.text) || token.text === "in") {
          problems.push(problem("reserved_word", token, { found: token.text }))
        }
        expects = "operator"
        continue
      }
      problems.push(problem("name_expected", token))
      expects = "operator"
      if (token.kind !== "operator") continue
    }
    if (expects === "operand") operand(index, token)
    else operator(index, token)
  }
  return { problems, expects, frames, closing, groups }
}

/** The problems of a text that stops here: something is still due, or a bracket still open. */
export function readEnd({ expects, frames }: Structure, tokens: readonly Token[]): ExpressionProblem[] {
  const problems: ExpressionProblem[] = []
  const last = tokens.at(-1)
  if (last && expects === "operand") problems.push(problem("operand_expected", last))
  if (last && expects === "name") problems.push(problem("name_expected", last))
  for (const frame of frames) {
    const token = tokens[frame.open]
    if (!token) continue
    if (frame.kind === "choice") problems.push(problem("incomplete_choice", token))
    else problems.push(problem("unclosed_bracket", token, { found: token.text }))
  }
  return problems
}

function isOperandDueAfter(token: Token): boolean {
  return token.kind === "operator" ? ![")", "]"].includes(token.text) : token.text === "in"
}
