import type { Text } from "@/core/text"
import { cursorAt } from "./cursor"
import { functionsByName, macrosByName, signatureOf } from "./function"
import type { Span } from "./token"
import { typeNames } from "./type"
import type { Variable } from "./variable"

/** `title` is code (a key with its type, or signatures, one a line), `text` the explanation. */
export type Hover = Span & { title: string; text: Text }

/** What the word at `offset` is: a variable with its type and label, a value of a closed list, a function. Pure. */
export function hoverAt(source: string, offset: number, variables: readonly Variable[]): Hover | undefined {
  // The cursor stands behind the character that is pointed at.
  const cursor = cursorAt(source, offset + 1, variables)
  const current = cursor?.current
  if (!cursor || !current) return undefined
  const span = { start: current.start, end: current.end }
  const { tokens, before, visible } = cursor
  const index = tokens.indexOf(current)
  if (current.kind === "text") return hoverValue(span, source, visible)
  if (current.kind !== "name") return undefined
  if (tokens[index + 1]?.text === "(") return hoverFunction(current.text, before.at(-1)?.text === ".", span)

  const owner = before.at(-1)?.text === "." ? before.at(-2) : undefined
  const field = tokens[index + 1]?.text === "." ? tokens[index + 2] : undefined
  const candidates: { key: string; span: Span }[] = [
    ...(owner ? [{ key: `${owner.text}.${current.text}`, span: { start: owner.start, end: current.end } }] : []),
    ...(field ? [{ key: `${current.text}.${field.text}`, span: { start: current.start, end: field.end } }] : []),
    ...(owner ? [] : [{ key: current.text, span }]),
  ]
  for (const candidate of candidates) {
    const variable = visible.find(({ key }) => key === candidate.key)
    if (variable) return hoverVariable(variable, candidate.span)
  }
  return undefined
}

function hoverVariable({ key, type, nullable, label, values }: Variable, span: Span): Hover {
  const list = (locale: keyof Text) =>
    values?.slice(0, 12).map(({ value, label: name }) => `- \`${value}\` ${name[locale]}`) ?? []
  const lines = (locale: keyof Text, empty: string) => [
    `${label[locale]} · ${typeNames[type][locale]}`,
    ...(nullable ? [empty] : []),
    ...(values ? [list(locale).join("\n")] : []),
  ]
  const text = {
    zh: lines("zh", "可能为空，使用前先判断 `!= null`").join("\n\n"),
    en: lines("en", "May be empty: check `!= null` first").join("\n\n"),
  }
  return { ...span, title: `${key}: ${type}${nullable ? "?" : ""}`, text }
}

function hoverFunction(name: string, isMethod: boolean, span: Span): Hover | undefined {
  const macro = macrosByName.get(name)
  if (macro && isMethod) {
    const text = { zh: `${macro.text.zh}\n\n\`${macro.example}\``, en: `${macro.text.en}\n\n\`${macro.example}\`` }
    return { ...span, title: `${name}(item, …): ${macro.result}`, text }
  }
  const overloads = functionsByName.get(name)?.filter(({ target }) => (target !== undefined) === isMethod) ?? []
  const [first] = overloads
  if (!first) return undefined
  const texts = (locale: keyof Text) => [...new Set(overloads.map(({ text }) => text[locale]))].join("\n\n")
  return {
    ...span,
    title: overloads
      .map((overload) => `${overload.target ? `${overload.target}.` : ""}${signatureOf(overload)}: ${overload.result}`)
      .join("\n"),
    text: { zh: `${texts("zh")}\n\n\`${first.example}\``, en: `${texts("en")}\n\n\`${first.example}\`` },
  }
}

function hoverValue(span: Span, source: string, visible: readonly Variable[]): Hover | undefined {
  const value = source.slice(span.start + 1, span.end - 1)
  const entries = visible.flatMap((variable) => {
    // Only a variable the text names: two enums may share a value.
    if (!source.includes(variable.key)) return []
    return (variable.values ?? []).filter((entry) => entry.value === value)
  })
  const [entry] = entries
  return entry && { ...span, title: JSON.stringify(value), text: entry.label }
}
