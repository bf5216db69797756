import type { Problem } from "../problem"
import type { Text } from "../text"

/** Objects and arrays inside one another. Deeper input has no honest reading and costs a stack in most parsers. */
export const JSON_DEPTH_MAX = 20

/**
 * Everything in a parsed JSON value that Postgres would refuse or that could hurt later readers: nesting beyond
 * `JSON_DEPTH_MAX`, the character U+0000 and lone surrogates (jsonb answers 22P05 / 22P02), numbers that overflowed to
 * Infinity, and the key `__proto__`. Iterative, because a recursive walk is what such input is made to break.
 * One problem per code is enough to act on, so the walk reports the first place of each.
 */
export function jsonProblems(value: unknown, path = ""): Problem[] {
  const found = new Map<string, Problem>()
  const report = (code: string, field: string, text: Text, hint?: Text) => {
    if (!found.has(code)) found.set(code, { code, severity: "error", place: { field }, text, ...(hint && { hint }) })
  }
  const stack: { value: unknown; field: string; depth: number }[] = [{ value, field: path, depth: 0 }]
  for (let entry = stack.pop(); entry; entry = stack.pop()) {
    const { value: current, field, depth } = entry
    if (typeof current === "string") checkText(current, field, report)
    else if (typeof current === "number" && !Number.isFinite(current))
      report("number_not_finite", field, {
        en: "The number is too large to be represented.",
        zh: "数字过大，无法表示。",
      })
    if (typeof current !== "object" || current === null) continue
    if (depth >= JSON_DEPTH_MAX) {
      report("too_deep", field, {
        en: `The value is nested more than ${JSON_DEPTH_MAX} levels deep.`,
        zh: `数据嵌套超过 ${JSON_DEPTH_MAX} 层。`,
      })
      continue
    }
    for (const [key, child] of Object.entries(current)) {
      const childField = field ? `${field}.${key}` : key
      checkText(key, field, report)
      if (key === "__proto__")
        report("forbidden_key", field, { en: "The key __proto__ is not allowed.", zh: "不允许使用键名 __proto__。" })
      stack.push({ value: child, field: childField.slice(0, 200), depth: depth + 1 })
    }
  }
  return [...found.values()]
}

function checkText(
  text: string,
  field: string,
  report: (code: string, field: string, text: Text, hint?: Text) => void,
): void {
  if (text.includes("\u0000"))
    report(
      "null_character",
      field,
      { en: "The text contains the character U+0000.", zh: "文本包含字符 U+0000。" },
      { en: "Remove the character before sending.", zh: "发送前请去掉该字符。" },
    )
  if (!text.isWellFormed())
    report(
      "lone_surrogate",
      field,
      { en: "The text contains half of a surrogate pair.", zh: "文本包含不成对的代理字符。" },
      { en: "Do not cut text inside an emoji or a rare character.", zh: "截断文本时不要切断表情或生僻字。" },
    )
}
