import { parseExpression, inOrder, type Parsed } from "./parse"
import { type ExpressionProblem } from "./problem"
import { isNumber, nameOfType, typeNames, unknown, type ValueType } from "./type"
import { createTyping } from "./typing"
import { reportCondition, type Typing } from "./typing-context"
import type { Variable } from "./variable"

/** What the place of an expression needs: a condition is "bool", a target time "duration", a person "string", … */
export type ExpectedType = "bool" | "string" | "number" | "timestamp" | "duration" | "list<string>" | "any"

export type CheckOptions = { variables: readonly Variable[]; expect: ExpectedType }

/** All problems of an expression in source order, and its type ("unknown" where a problem hides it). */
export type Checked = { problems: ExpressionProblem[]; type: ValueType }

/**
 * Everything that is wrong with `source` at once. An expression without a problem never fails with a type error on
 * values of the declared types; it can still fail on values (a division by zero, an item a list does not have). Pure.
 */
export function checkExpression(source: string, options: CheckOptions): Checked {
  const { problems, type } = analyse(source, options)
  return { problems, type }
}

export type Analysis = Checked & {
  /** Keys of the variables it reads, in order of appearance. */
  references: string[]
  adapted: ReadonlySet<bigint>
  parsed: Parsed
}

/** The check with what compiling needs besides. */
export function analyse(source: string, { variables, expect }: CheckOptions): Analysis {
  const parsed = parseExpression(source, (name) => variables.some(({ key }) => key.split(".")[0] === name))
  if (!parsed.ok) {
    const problems = parsed.problems.map((found) => nameByLabel(found, source, variables))
    return { problems, type: unknown, references: [], adapted: new Set(), parsed }
  }
  const typing = createTyping(source, variables)
  const type = typing.typeOf(parsed.tree, { known: new Set(), locals: new Map() })
  checkResult(typing, parsed, type, expect)
  const { adapted, references } = typing
  return { problems: inOrder(typing.problems), type, references: [...references], adapted, parsed }
}

function checkResult(typing: Typing, { tree }: Parsed & { ok: true }, type: ValueType, expect: ExpectedType): void {
  if (expect === "any" || type.base === "unknown") return
  if (type.base === "null" || type.nullable) {
    typing.report("null_result", tree)
    return
  }
  if (expect === "number" ? isNumber(type) : expect === typeKey(type)) return
  if (expect === "list<string>" && type.base === "list" && type.element?.base === "unknown") return
  if (expect === "bool") reportCondition(typing, tree, type)
  else typing.report("wrong_result", tree, { expected: typeNames[expect], found: nameOfType(type) })
}

function typeKey(type: ValueType): string {
  return type.base === "list" ? `list<${type.element?.base}>` : type.base
}

/** Someone typed the label they see for the key it stands for: offer the key. */
function nameByLabel(found: ExpressionProblem, source: string, variables: readonly Variable[]): ExpressionProblem {
  if (found.code !== "unexpected_character") return found
  const text = source.slice(found.start, found.end)
  const meant = variables.find(({ label }) => label.zh === text || label.en === text)
  if (!meant) return found
  const hint = { zh: `是否想写 ${meant.key}？`, en: `Did you mean ${meant.key}?` }
  return { ...found, hint, fix: meant.key }
}
