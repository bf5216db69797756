import type { Problem } from "@/core/problem"
import { fileProblem } from "@/core/flow/file/file-problem"

export const bpmnLimits = { depth: 120, elements: 40_000 } as const

/**
 * What must not reach an XML parser: a document type (it is where entities that multiply are declared), nesting without
 * end, elements without number. Looks at the tags only, in one pass. Pure.
 */
export function scanXml(text: string): Problem[] {
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) {
    const words = { en: "The file declares a document type or entities.", zh: "文件声明了文档类型或实体。" }
    const hint = { en: "Remove the DOCTYPE; BPMN needs none.", zh: "请删除 DOCTYPE，BPMN 不需要它。" }
    return [fileProblem("doctype", { line: lineOf(text, text.search(/<!(DOCTYPE|ENTITY)/i)) }, words, hint)]
  }
  let depth = 0
  let elements = 0
  for (let at = text.indexOf("<"); at !== -1; at = text.indexOf("<", at + 1)) {
    if (text.startsWith("<!--", at)) at = after(text, "-->", at)
    else if (text.startsWith("<![CDATA[", at)) at = after(text, "]]>", at)
    else if (text[at + 1] === "?" || text[at + 1] === "!") continue
    else if (text[at + 1] === "/") depth--
    else {
      elements++
      const end = endOfTag(text, at)
      if (text[end - 1] !== "/") depth++
      at = end
    }
    if (depth > bpmnLimits.depth) {
      const words = { en: `More than ${bpmnLimits.depth} elements inside each other.`, zh: "XML 元素嵌套过深。" }
      return [fileProblem("tooDeep", { line: lineOf(text, at) }, words)]
    }
    if (elements > bpmnLimits.elements) {
      const words = { en: `More than ${bpmnLimits.elements} elements.`, zh: "XML 元素过多。" }
      return [fileProblem("tooLarge", { line: lineOf(text, at) }, words)]
    }
  }
  return []
}

const lineOf = (text: string, at: number) => text.slice(0, at).split("\n").length

function after(text: string, sign: string, from: number): number {
  const end = text.indexOf(sign, from)
  return end === -1 ? text.length : end
}

/** Where a tag closes; what stands in quotes may hold the sign as well. */
function endOfTag(text: string, from: number): number {
  let quote = ""
  for (let at = from; at < text.length; at++) {
    const sign = text[at] ?? ""
    if (quote !== "") {
      if (sign === quote) quote = ""
    } else if (sign === '"' || sign === "'") quote = sign
    else if (sign === ">") return at
  }
  return text.length
}
