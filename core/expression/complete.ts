import type { Text } from "@/core/text"
import { cursorAt, operandStart, operandType, type Cursor } from "./cursor"
import { functions, macros, signatureOf, type FunctionOverload } from "./function"
import { isNumber, nameOfType, typeNames, typeOfVariable, type ValueType } from "./type"
import type { Variable } from "./variable"

/** One proposal of an editor. `start`–`end` is what it replaces. */
export type Completion = {
  kind: "variable" | "value" | "function" | "macro" | "operator" | "keyword"
  label: string
  /** With `isSnippet`, in the snippet syntax of editors: `$1` is where the cursor goes. */
  insert: string
  isSnippet: boolean
  detail: Text
  documentation: Text
  /** What typing is matched against: the key and both labels, so that 金额 finds `amount`. */
  filter: string
  start: number
  end: number
}

/** Proposals at `offset`, best first. Works on unfinished text; none inside a comment or a free text. Pure. */
export function completionsAt(source: string, offset: number, variables: readonly Variable[]): Completion[] {
  const cursor = cursorAt(source, offset, variables)
  if (!cursor) return []
  const { current, structure } = cursor
  const range = { start: current?.start ?? offset, end: current?.end ?? offset }
  const at = (proposals: Proposal[]) => proposals.map((proposal) => ({ ...proposal, ...range }))
  if (current?.kind === "text") return at(closedValues(cursor, source.slice(current.start, current.start + 1)))
  if (structure.expects === "name") return at(members(cursor))
  if (structure.expects === "operator") return at(operators(cursor))
  return at([...closedValues(cursor, '"'), ...operands(cursor)])
}

type Proposal = Omit<Completion, "start" | "end">

function word(kind: Proposal["kind"], label: string, detail: Text, documentation: Text, filter = label): Proposal {
  return { kind, label, insert: label, isSnippet: false, detail, documentation, filter }
}

/** The operand a literal here is compared with: `channel == |`, `channel in ["phone", |`. */
function comparedType(cursor: Cursor): ValueType | undefined {
  const { before, structure } = cursor
  const last = before.length - 1
  const text = before[last]?.text
  if (text === "==" || text === "!=") return operandType(cursor, last - 1)
  const frame = structure.frames.at(-1)
  if (frame?.kind !== "list" || before[frame.open - 1]?.text !== "in") return undefined
  return operandType(cursor, frame.open - 2)
}

function closedValues(cursor: Cursor, quote: string): Proposal[] {
  const type = comparedType(cursor)
  if (!type) return []
  const variable = cursor.visible.find(({ key }) => key === type.key)
  const values = type.values ?? []
  const proposals = values.map((value): Proposal => {
    const label = variable?.values?.find((entry) => entry.value === value)?.label ?? { zh: value, en: value }
    const mark = quote === "'" ? "'" : '"'
    const insert = mark + JSON.stringify(value).slice(1, -1) + mark
    return { ...word("value", insert, label, label), filter: `${insert} ${label.zh} ${label.en}` }
  })
  const inText = cursor.current?.kind === "text"
  if (!inText && type.base === "bool") proposals.push(keyword("true"), keyword("false"))
  if (!inText && type.nullable && cursor.structure.frames.at(-1)?.kind !== "list") proposals.push(keyword("null"))
  return proposals
}

const keywords: Record<"true" | "false" | "null", Text> = {
  true: { zh: "是", en: "Yes" },
  false: { zh: "否", en: "No" },
  null: { zh: "空值，只用于 == 与 !=", en: "An empty value, for == and != only" },
}

function keyword(name: keyof typeof keywords): Proposal {
  return word("keyword", name, keywords[name], keywords[name])
}

function variableProposal(variable: Variable, label = variable.key): Proposal {
  const { zh, en } = typeNames[variable.type]
  const detail = variable.nullable ? { zh: `${zh}，可为空`, en: `${en}, may be empty` } : { zh, en }
  return word("variable", label, detail, variable.label, `${label} ${variable.label.zh} ${variable.label.en}`)
}

function functionProposal(overload: FunctionOverload): Proposal {
  const { name, parameters, text, example } = overload
  const zone = parameters[0]?.literal === "zone"
  const stops = parameters.map((parameter, index) => `\${${index + 1}:${parameter.name}}`).join(", ")
  const insert = zone ? `${name}("\${1:Asia/Shanghai}")` : parameters.length > 0 ? `${name}(${stops})` : `${name}()`
  const documentation = { zh: `${text.zh}\n\n\`${example}\``, en: `${text.en}\n\n\`${example}\`` }
  return {
    ...word("function", signatureOf(overload), text, documentation, name),
    insert,
    isSnippet: parameters.length > 0,
  }
}

/** What may follow a dot: the second half of a key, the methods of a type, the loops of a list. */
function members(cursor: Cursor): Proposal[] {
  const { before, visible } = cursor
  const last = before.length - 2
  const start = operandStart(before, last)
  const path = before
    .slice(start, last + 1)
    .map(({ text }) => text)
    .join("")
  const fields = visible.filter(({ key }) => key.startsWith(`${path}.`))
  if (fields.length > 0) return fields.map((field) => variableProposal(field, field.key.slice(path.length + 1)))
  const type = operandType(cursor, last)
  const methods = functions.filter(({ target }) => target !== undefined && target === type.base)
  const loops = type.base === "list" ? macros : []
  return [
    ...methods.map(functionProposal),
    ...loops.map(({ name, text, example }): Proposal => {
      const documentation = { zh: `${text.zh}\n\n\`${example}\``, en: `${text.en}\n\n\`${example}\`` }
      const base = word("macro", `${name}(item, …)`, text, documentation, name)
      return { ...base, insert: `${name}(\${1:item}, \${2:item == ""})`, isSnippet: true }
    }),
  ]
}

const operatorTexts: Record<string, Text> = {
  "==": { zh: "等于", en: "Equals" },
  "!=": { zh: "不等于", en: "Does not equal" },
  "<": { zh: "小于", en: "Less than" },
  "<=": { zh: "小于等于", en: "At most" },
  ">": { zh: "大于", en: "Greater than" },
  ">=": { zh: "大于等于", en: "At least" },
  in: { zh: "属于列表", en: "Is one of" },
  "&&": { zh: "并且", en: "And" },
  "||": { zh: "或者", en: "Or" },
}

/** What may follow an operand, by its type. */
function operators(cursor: Cursor): Proposal[] {
  const type = operandType(cursor, cursor.before.length - 1)
  const names = operatorsOf(type)
  return names.map((name) =>
    word("operator", name, operatorTexts[name] ?? nameOfType(type), operatorTexts[name] ?? nameOfType(type)),
  )
}

function operatorsOf(type: ValueType): string[] {
  if (type.base === "bool") return ["&&", "||", "==", "!="]
  if (isNumber(type) || type.base === "timestamp" || type.base === "duration") return ["<", "<=", ">", ">=", "==", "!="]
  if (type.base === "string") return ["==", "!=", "in"]
  return ["==", "!=", "&&", "||"]
}

/** What may stand where a value is due: variables first, those of the compared type before the rest. */
function operands(cursor: Cursor): Proposal[] {
  const compared = comparedType(cursor)
  const same = (variable: Variable) => compared !== undefined && typeOfVariable(variable).base === compared.base
  const sorted = cursor.visible.toSorted((a, b) => Number(same(b)) - Number(same(a)))
  const calls = functions.filter(({ target }) => target === undefined)
  const unique = calls.filter((overload, index) => calls.findIndex(({ name }) => name === overload.name) === index)
  const literals = compared ? [] : [keyword("true"), keyword("false"), keyword("null")]
  return [...sorted.map((variable) => variableProposal(variable)), ...unique.map(functionProposal), ...literals]
}
