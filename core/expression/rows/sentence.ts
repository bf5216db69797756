import type { Locale } from "@/core/text"
import type { Variable } from "../variable"
import { fromText } from "./from-text"
import { operatorInfo } from "./operators"
import type { Row, RowGroup, RowItem, RowOperand } from "./row"

const words = {
  en: { and: " and ", or: " or ", not: "not ", quote: ["“", "”"], list: ", ", yes: "yes", no: "no", range: " and " },
  zh: { and: "，且", or: "，或", not: "并非", quote: ["“", "”"], list: "、", yes: "是", no: "否", range: "和" },
} as const

/** How values read; the defaults are what a machine without the tenant's settings can say. */
export type SentenceStyle = {
  locale: Locale
  /** Minor units to what people read, 50000 → "500.00". */
  money: (minor: number) => string
  /** An instant's text to what people read. */
  instant: (text: string) => string
}

/**
 * A condition as people say it: `amount < 50000 && vip` → "Amount is less than 500.00 and VIP customer is true". What
 * has no row form is given in its own words; a text that is empty or cannot be read gives null. Pure.
 */
export function conditionSentence(source: string, variables: readonly Variable[], style: SentenceStyle): string | null {
  const root = fromText(source, variables)
  if (root.children.length === 0) return null
  const [only] = root.children
  // Nothing of it reads better than it stands.
  if (root.children.length === 1 && only?.kind === "opaque" && !only.not) return null
  return group(root, new Map(variables.map((variable) => [variable.key, variable])), style, true)
}

type Known = ReadonlyMap<string, Variable>

function group({ join, not, children }: RowGroup, known: Known, style: SentenceStyle, isRoot: boolean): string {
  const said = children.map((child) => item(child, known, style)).join(words[style.locale][join])
  const wrapped = children.length > 1 && (!isRoot || not) ? `(${said})` : said
  return not ? words[style.locale].not + wrapped : wrapped
}

function item(child: RowItem, known: Known, style: SentenceStyle): string {
  if (child.kind === "group") return group(child, known, style, false)
  if (child.kind === "opaque") return `${child.not ? words[style.locale].not : ""}${child.source}`
  return rowSentence(child, known, style)
}

function rowSentence(row: Row, known: Known, style: SentenceStyle): string {
  const variable = known.get(row.key)
  const operator = operatorInfo[row.operator][row.not ? "not" : "text"][style.locale]
  const values = row.operands.map((operand) => value(operand, variable, known, style))
  const said = values.join(row.operator === "between" ? words[style.locale].range : words[style.locale].list)
  const name = variable?.label[style.locale] ?? row.key
  if (said === "") return style.locale === "en" ? `${name} ${operator}` : name + operator
  return style.locale === "en" ? `${name} ${operator} ${said}` : name + operator + said
}

function value(operand: RowOperand, variable: Variable | undefined, known: Known, style: SentenceStyle): string {
  const { quote, yes, no } = words[style.locale]
  switch (operand.type) {
    case "variable":
      return known.get(operand.key)?.label[style.locale] ?? operand.key
    case "number":
      return variable?.type === "money" ? style.money(operand.value) : String(operand.value)
    case "bool":
      return operand.value ? yes : no
    case "timestamp":
      return style.instant(operand.value)
    case "duration":
      return operand.value
    case "string": {
      const label = variable?.values?.find((one) => one.value === operand.value)?.label[style.locale]
      return label ?? quote[0] + operand.value + quote[1]
    }
  }
}
