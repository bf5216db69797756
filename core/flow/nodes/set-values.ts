import * as z from "zod"
import { checkExpression } from "@/core/expression/check"
import { toProblem } from "@/core/expression/problem"
import { nearest } from "@/core/expression/suggest"
import type { Values } from "@/core/ticket/event"
import { nodeProblem } from "../config-checks"
import { panel } from "../config-panel"
import { expectedType } from "../expected-type"
import { checkFieldValues } from "../field-value"
import type { NodeKind } from "../node-kind"

const schema = z.strictObject({
  values: z
    .array(z.strictObject({ field: z.string().max(64), source: z.string().max(4096) }))
    .max(50)
    .meta(
      panel({
        control: "values",
        section: "what",
        label: { en: "New values", zh: "赋值" },
        help: {
          en: "Each expression is worked out on the values as they were before this step.",
          zh: "所有表达式均按此环节之前的值计算。",
        },
      }),
    ),
})

export const setValues: NodeKind<z.infer<typeof schema>> = {
  kind: "setValues",
  group: "automatic",
  icon: "variable",
  title: { en: "Set values", zh: "变量赋值" },
  description: {
    en: "Gives fields of the flow values that expressions work out.",
    zh: "用表达式计算并更新流程字段的值。",
  },
  schema,
  defaults: () => ({ values: [] }),
  exits: () => [{ id: "next", title: { en: "Next", zh: "下一步" }, tone: "neutral" }],
  bpmn: () => ({ element: "scriptTask" }),
  hasEntry: true,
  summary: ({ values }) => {
    const { length } = values
    return { en: `${length} ${length === 1 ? "value" : "values"}`, zh: `${length}个字段` }
  },
  writes: ({ values }) => values.map(({ field }) => field),
  check: ({ values }, node, { variables, fieldTypes }) => {
    const twice = values.filter(({ field }, index) => values.findIndex((one) => one.field === field) < index)
    const problems = values.flatMap(({ field, source }, index) => {
      const type = fieldTypes.get(field)
      if (!type) {
        const text = { en: `The flow has no field “${field}”.`, zh: `流程中没有字段“${field}”。` }
        const meant = nearest(field, fieldTypes.keys())
        const more = meant === undefined ? {} : { suggestion: meant }
        return [nodeProblem(node, `values.${index}.field`, "unknownField", text, more)]
      }
      if (type === "rows") {
        const text = { en: "Tables and files are filled in by people only.", zh: "表格和附件只能由人员填写。" }
        return [nodeProblem(node, `values.${index}.field`, "rowsField", text)]
      }
      const place = { nodeId: node.id, field: `values.${index}.source` }
      if (source.trim() === "") {
        const text = { en: "There is no expression.", zh: "尚未填写表达式。" }
        return [nodeProblem(node, `values.${index}.source`, "noExpression", text)]
      }
      return checkExpression(source, { variables, expect: expectedType[type] }).problems.map((one) =>
        toProblem(one, place),
      )
    })
    const again = twice.map(({ field }) =>
      nodeProblem(node, "values", "fieldTwice", { en: `“${field}” is set twice.`, zh: `字段“${field}”重复赋值。` }),
    )
    return [...problems, ...again]
  },
  arrive(run, { values }) {
    const fields: Values = {}
    for (const { field, source } of values) {
      const outcome = run.compute(source)
      if (!outcome.ok) {
        const { en, zh } = outcome.problem.message
        run.incident("expression", { en: `“${field}”: ${en}`, zh: `“${field}”：${zh}` }, [source])
        return
      }
      fields[field] = outcome.value
    }
    const [wrong] = checkFieldValues(run.fields, Object.keys(fields), fields, { known: {}, complete: false })
    if (wrong) {
      run.incident(
        "expression",
        wrong.text,
        values.map(({ source }) => source),
      )
      return
    }
    if (values.length > 0) run.emit({ type: "valued", activationId: run.activation.id, fields })
    run.complete("next")
  },
}
