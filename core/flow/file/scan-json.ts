import type { Problem } from "@/core/problem"
import { fileProblem } from "./file-problem"

const refusedKeys = new Set(["__proto__", "constructor", "prototype"])

/**
 * What JSON.parse would let pass in silence: the same key twice in one object (the last would win), keys that change what
 * an object is, and nesting without end. Looks at the characters only and in one pass; whether it is JSON at all is said
 * by the parser afterwards. Pure.
 */
export function scanJson(text: string, depthMax: number): Problem[] {
  const problems: Problem[] = []
  const open: (Set<string> | null)[] = []
  let isKeyNext = false
  let line = 1
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (char === "\n") line++
    else if (char === "{" || char === "[") {
      open.push(char === "{" ? new Set() : null)
      isKeyNext = char === "{"
      if (open.length > depthMax) {
        return [
          ...problems,
          fileProblem(
            "tooDeep",
            { line },
            {
              en: `The file is nested more than ${depthMax} levels deep.`,
              zh: `文件嵌套超过 ${depthMax} 层。`,
            },
          ),
        ]
      }
    } else if (char === "}" || char === "]") {
      open.pop()
      isKeyNext = false
    } else if (char === ",") isKeyNext = open.at(-1) != null
    else if (char === ":") isKeyNext = false
    else if (char === '"') {
      const end = endOfString(text, at)
      const keys = open.at(-1)
      if (isKeyNext && keys) {
        const key = decoded(text.slice(at, end + 1))
        if (refusedKeys.has(key) || keys.has(key)) problems.push(badKey(key, line, keys.has(key)))
        keys.add(key)
      }
      at = end
    }
  }
  return problems
}

/** Where the string that begins at `from` ends; the end of the text for one that does not. */
function endOfString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === "\\") at++
    else if (text[at] === '"') return at
  }
  return text.length
}

function decoded(quoted: string): string {
  try {
    return String(JSON.parse(quoted))
  } catch {
    return quoted
  }
}

function badKey(key: string, line: number, isTwice: boolean): Problem {
  const shown = key.slice(0, 60)
  return isTwice
    ? fileProblem(
        "duplicateKey",
        { line },
        { en: `“${shown}” is there twice.`, zh: `“${shown}”重复出现。` },
        { en: "Keep one of them.", zh: "请只保留其中一个。" },
      )
    : fileProblem("badKey", { line }, { en: `“${shown}” may not be a name here.`, zh: `不能使用名称“${shown}”。` })
}
