import { patternFault, patternMatches } from "@/core/expression/pattern"
import { toProblem } from "@/core/expression/problem"
import type { Variable } from "@/core/expression/variable"
import type { Problem } from "@/core/problem"
import type { Text } from "@/core/text"
import { checkFieldValues } from "../field-value"
import type { Field } from "../graph"
import { schemaProblems } from "../schema-problems"
import { analyseCondition } from "./condition"
import { fieldKind, holdsInitial, kindOfField, settingsOf } from "./kinds"

/** What keeps the fields of a form from working: their kinds, settings, patterns and conditions. Pure. */
export function checkForm(fields: readonly Field[], variables: readonly Variable[]): Problem[] {
  return fields.flatMap((field, index) => checkField(field, `fields.${index}`, fields.slice(index), variables))
}

function checkField(field: Field, at: string, self: readonly Field[], variables: readonly Variable[]): Problem[] {
  const problem = (where: string, code: string, text: Text, severity: Problem["severity"] = "error"): Problem => ({
    code,
    severity,
    place: { field: `${at}.${where}` },
    text,
  })
  if (field.kind !== undefined && !fieldKind(field.kind)) {
    const text = { en: `There is no kind of field “${field.kind}”.`, zh: `没有字段类型“${field.kind}”。` }
    return [problem("kind", "unknownFieldKind", text)]
  }
  const kind = kindOfField(field)
  const problems: Problem[] = []
  if (kind.type !== field.type) {
    const text = { en: "Its kind holds another type of value.", zh: "字段类型与存储类型不符。" }
    problems.push(problem("type", "wrongFieldType", text))
  }
  if (field.type === "rows" && field.key.includes(".")) {
    const text = { en: "The key of a table or of files is one word.", zh: "表格和附件的标识只能是一个词。" }
    problems.push(problem("key", "badField", text))
  }
  if (kind.hasChoices && !field.values?.length) {
    problems.push(problem("values", "noChoices", { en: "Add at least one choice.", zh: "请至少添加一个选项。" }))
  }
  const wrong = schemaProblems(kind.settings, field.settings ?? {}, {}, `${at}.settings`)
  problems.push(...wrong)
  const settings = settingsOf(field)
  for (const { setting, text } of wrong.length === 0 ? (kind.check?.(settings, field) ?? []) : []) {
    problems.push(problem(`settings.${setting}`, "badSetting", text))
  }
  const pattern = "pattern" in settings && typeof settings.pattern === "string" ? settings.pattern : undefined
  const fault = pattern === undefined ? undefined : patternFault(pattern)
  if (fault !== undefined) {
    const text = { en: `The pattern is not valid: ${fault}.`, zh: `格式的正则表达式无效：${fault}。` }
    problems.push(problem("settings.pattern", "badPattern", text))
  }
  if (field.initial !== undefined) {
    const options = { known: {}, complete: false, matches: patternMatches }
    const isRight =
      holdsInitial(kind) && checkFieldValues([field], [field.key], { [field.key]: field.initial }, options).length === 0
    if (!isRight) {
      const text = { en: "The form cannot begin with what it would not take.", zh: "默认值不符合该字段的要求。" }
      problems.push(problem("initial", "badInitial", text))
    }
  }
  for (const name of ["shownWhen", "requiredWhen"] as const) {
    const source = field[name]
    if (source === undefined) continue
    const place = { field: `${at}.${name}` }
    const checked = analyseCondition(source, variables)
    problems.push(...checked.problems.map((one) => toProblem(one, place)))
    const later = self.find(({ key }) => checked.references.some((read) => read === key || read.startsWith(`${key}.`)))
    if (later && name === "shownWhen") {
      const itself = later.key === field.key
      const text = itself
        ? { en: "It cannot depend on itself.", zh: "不能以自身为条件。" }
        : {
            en: `It depends on “${later.label.en}”, which comes after it. Move that field up.`,
            zh: `它依赖排在后面的“${later.label.zh}”，请将该字段上移。`,
          }
      problems.push(problem(name, itself ? "dependsOnItself" : "dependsOnLater", text, itself ? "error" : "warning"))
    }
  }
  return problems
}
