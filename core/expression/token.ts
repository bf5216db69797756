import { problem, type ExpressionProblem } from "./problem"

// The words of CEL with their places. The library's parser gives one offset per node and one error per text, often
// far from the mistake; these tokens give both ends, all mistakes of a text, and the limits before it is parsed.

export type TokenKind = "name" | "number" | "text" | "bytes" | "operator" | "unknown"
export type Token = { kind: TokenKind; text: string; start: number; end: number }
export type Span = { start: number; end: number }

const operators = "== != <= >= && || < > + - * / % ! ? : . , ( ) [ ] { }".split(" ")

/** What people type for an operator of CEL. Taken as that operator from there on, so that one slip is one problem. */
const wrongOperators: Record<string, string> = { "===": "==", "!==": "!=", "<>": "!=", "=": "==", "&": "&&", "|": "||" }
const wrongOperatorsByLength = Object.keys(wrongOperators).toSorted((a, b) => b.length - a.length)

/** Punctuation of a Chinese input method and what it stands for. */
const wide: Record<string, string> = {
  "（": "(", "）": ")", "【": "[", "】": "]", "［": "[", "］": "]", "，": ",", "：": ":", "？": "?", "！": "!", "＝": "==",
  "＜": "<", "＞": ">", "＆": "&&", "｜": "||", "＋": "+", "－": "-", "＊": "*", "／": "/", "％": "%", "。": ".", "．": ".",
  "“": '"', "”": '"', "＂": '"', "‘": "'", "’": "'", "＇": "'", "　": " ",
} // prettier-ignore

const namePattern = /[A-Za-z_][A-Za-z0-9_]*/y
const numberPattern = /0[xX][0-9a-fA-F]+[uU]?|(?:\d+\.\d+|\.\d+|\d+)(?:[eE][+-]?\d+)?[uU]?/y
const textOpening = /([rRbB]{0,2})("""|'''|"|')/y
const blank = /[ \t\r\n\f]+/y
const comment = /\/\/[^\n]*/y
/** A text between the quotes of an input method. */
const wideText = /[“”＂][^“”＂"\n]*[“”＂]|[‘’＇][^‘’＇'\n]*[‘’＇]/y
/** A word in another script, most often the label of a variable typed for its key. */
const foreignWord = /[^\P{L}A-Za-z][\p{L}\p{N}_]*/uy
const goodEscape = /\\(?:[abfnrtv\\?"'`]|[xX][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-3][0-7]{2})/y

function matchAt(pattern: RegExp, source: string, at: number): string | undefined {
  pattern.lastIndex = at
  return pattern.exec(source)?.[0]
}

export type Scan = { tokens: Token[]; comments: Span[]; problems: ExpressionProblem[] }

/** Splits `source` into tokens. Total: text that is no token becomes a problem and scanning goes on after it. Pure. */
export function scanTokens(source: string): Scan {
  const tokens: Token[] = []
  const comments: Span[] = []
  const problems: ExpressionProblem[] = []
  let at = 0
  const push = (kind: TokenKind, length: number, text = source.slice(at, at + length)) => {
    tokens.push({ kind, text, start: at, end: at + length })
    at += length
  }

  while (at < source.length) {
    const space = matchAt(blank, source, at)
    if (space) {
      at += space.length
      continue
    }
    const remark = matchAt(comment, source, at)
    if (remark) {
      comments.push({ start: at, end: at + remark.length })
      at += remark.length
      continue
    }
    const opening = matchAt(textOpening, source, at)
    if (opening) {
      const { length, problem: found } = scanText(source, at, opening)
      if (found) problems.push(found)
      push(/[bB]/.test(opening) ? "bytes" : "text", length)
      continue
    }
    const name = matchAt(namePattern, source, at)
    if (name) {
      push("name", name.length)
      continue
    }
    // `a.5` is a mistake, not the number .5 after a name: a dot that follows an operand joins.
    const number = matchAt(numberPattern, source, at)
    if (number) {
      push("number", number.length)
      continue
    }
    const wrong = wrongOperatorsByLength.find((text) => source.startsWith(text, at))
    const operator = operators.find((text) => source.startsWith(text, at))
    if (wrong && wrong.length > (operator?.length ?? 0)) {
      const right = wrongOperators[wrong] ?? wrong
      problems.push(problem("wrong_operator", { start: at, end: at + wrong.length }, { found: wrong, right }, right))
      push("operator", wrong.length, right)
      continue
    }
    if (operator) {
      push("operator", operator.length)
      continue
    }
    const quoted = matchAt(wideText, source, at)
    if (quoted) {
      const text = JSON.stringify(quoted.slice(1, -1))
      problems.push(
        problem("wide_punctuation", { start: at, end: at + quoted.length }, { found: quoted[0] ?? "" }, text),
      )
      push("text", quoted.length, text)
      continue
    }
    const letters = matchAt(foreignWord, source, at)
    if (letters) {
      problems.push(problem("unexpected_character", { start: at, end: at + letters.length }, { found: letters }))
      push("unknown", letters.length)
      continue
    }
    const character = String.fromCodePoint(source.codePointAt(at) ?? 0)
    const span = { start: at, end: at + character.length }
    const narrow = wide[character]
    if (narrow === undefined) problems.push(problem("unexpected_character", span, { found: printable(character) }))
    else problems.push(problem("wide_punctuation", span, { found: character, right: narrow }, narrow))
    if (narrow !== undefined && operators.includes(narrow)) push("operator", character.length, narrow)
    else if (narrow === " ") at += character.length
    else push("unknown", character.length)
  }
  return { tokens, comments, problems }
}

/** A literal from its opening quote. A bad escape or a missing end is its problem; the scan goes on after the literal. */
function scanText(source: string, start: number, opening: string): { length: number; problem?: ExpressionProblem } {
  const raw = /[rR]/.test(opening)
  const quote = opening.replace(/^[rRbB]*/, "")
  let at = start + opening.length
  let found: ExpressionProblem | undefined
  while (at < source.length) {
    if (source.startsWith(quote, at)) return { length: at + quote.length - start, ...(found && { problem: found }) }
    const character = source.charCodeAt(at)
    if (quote.length === 1 && (character === 10 || character === 13)) break
    if (character === 92 && !raw) {
      const escape = matchAt(goodEscape, source, at)
      if (!escape) found ??= problem("bad_escape", { start: at, end: at + 2 }, { found: source.slice(at, at + 2) })
      else if (namesSurrogate(escape))
        found ??= problem("bad_escape", { start: at, end: at + escape.length }, { found: escape })
      at += escape?.length ?? 2
    } else if (character === 92) {
      at += 2
    } else {
      const control = character < 32 && character !== 9 && character !== 10 && character !== 13
      if (control)
        found ??= problem("unexpected_character", { start: at, end: at + 1 }, { found: printable(source[at] ?? "") })
      at += 1
    }
  }
  const end = Math.min(at, source.length)
  return { length: end - start, problem: problem("unfinished_text", { start, end }, { quote }) }
}

function namesSurrogate(escape: string): boolean {
  if (escape[1] !== "u" && escape[1] !== "U") return false
  const code = Number.parseInt(escape.slice(2), 16)
  return (code >= 0xd800 && code < 0xe000) || code > 0x10ffff
}

function printable(character: string): string {
  const code = character.codePointAt(0) ?? 0
  return code < 32 || (code >= 0xd800 && code < 0xe000)
    ? `U+${code.toString(16).toUpperCase().padStart(4, "0")}`
    : character
}
