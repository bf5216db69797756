import * as z from "zod"
import { checkExpression } from "@/core/expression/check"
import { clipText } from "@/core/clip-text"
import { toProblem } from "@/core/expression/problem"
import type { Problem } from "@/core/problem"
import type { Value, Values } from "@/core/ticket/event"
import type { NodeRun } from "@/core/ticket/node-run"
import { checkFieldKeys, nodeProblem } from "../config-checks"
import { panel } from "../config-panel"
import { customKindSchema, type CustomField } from "../custom-kind"
import type { NodeKind } from "../node-kind"
import { readPointer } from "../request/pointer"
import { fail, takeAnswer } from "../request/take-answer"
import { failedExit } from "./service-call"

export const customValuesSchema = z.strictObject({
  /** The tenant's kind, and a copy of what it was when the flow was last checked. */
  kindId: z.uuid(),
  definition: customKindSchema,
  /** By the key of the kind's field; a number or a switch as JSON has them. */
  values: z.record(z.string().max(40), z.union([z.string().max(4096), z.number(), z.boolean()])),
  /** Where results go: the flow's field by the key of the result. */
  keep: z.record(z.string().max(40), z.string().max(64)),
})

const schema = z.strictObject({
  custom: customValuesSchema.meta(
    panel({ control: "customFields", section: "what", label: { en: "Settings", zh: "设置" } }),
  ),
})
type Config = z.infer<typeof schema>

const blank: Config["custom"] = {
  kindId: "00000000-0000-0000-0000-000000000000",
  definition: {
    name: { en: "Own kind", zh: "自定义环节" },
    description: { en: "A kind of your own.", zh: "自定义环节。" },
    icon: "plug-zap",
    fields: [],
    request: {
      serviceId: "00000000-0000-0000-0000-000000000000",
      method: "POST",
      path: "",
      attemptsMax: 5,
      timeoutSec: 15,
    },
    results: [],
    exits: [{ id: "done", title: { en: "Done", zh: "完成" }, tone: "neutral" }],
    exitPointer: "",
  },
  values: {},
  keep: {},
}

/** Steps whose kind a tenant has put together without code (core/flow/custom-kind). */
export const custom: NodeKind<Config> = {
  kind: "custom",
  group: "automatic",
  icon: "blocks",
  title: { en: "Own kind", zh: "自定义环节" },
  description: { en: "A kind of node your organisation has set up.", zh: "由本单位配置的环节类型。" },
  schema,
  defaults: () => ({ custom: blank }),
  face: ({ custom: { definition } }) => ({
    title: definition.name,
    description: definition.description,
    icon: definition.icon,
  }),
  exits: ({ custom: { definition } }) => [...definition.exits, failedExit],
  bpmn: () => ({ element: "serviceTask" }),
  hasEntry: true,
  waits: () => true,
  summary: ({ custom: { definition } }) => definition.name,
  writes: ({ custom: { keep } }) => Object.values(keep),
  check({ custom: { kindId, definition, values, keep } }, node, context) {
    const problems: Problem[] = []
    const { serviceId } = definition.request
    if (kindId === blank.kindId) {
      const text = { en: "Choose a kind from the palette.", zh: "请从节点面板选择自定义环节。" }
      return [nodeProblem(node, "custom.kindId", "unknownKind", text)]
    }
    if (context.serviceIds && !context.serviceIds.has(serviceId)) {
      const text = { en: "The service this kind asks is gone.", zh: "该环节使用的服务已不存在。" }
      problems.push(nodeProblem(node, "custom", "unknownService", text))
    }
    for (const field of definition.fields) {
      const value = values[field.key]
      const place = `custom.values.${field.key}`
      if (value === undefined || value === "") {
        if (!field.required) continue
        const text = { en: `“${field.label.en}” is required.`, zh: `请填写“${field.label.zh}”。` }
        problems.push(nodeProblem(node, place, "valueMissing", text))
      } else if (field.type === "expression") {
        const at = { nodeId: node.id, field: place }
        const found = checkExpression(String(value), { variables: context.variables, expect: "any" }).problems
        problems.push(...found.map((one) => toProblem(one, at)))
      } else if (!isOfType(field, value)) {
        const text = { en: `“${field.label.en}” has a wrong value.`, zh: `“${field.label.zh}”的值不正确。` }
        problems.push(nodeProblem(node, place, "valueInvalid", text))
      }
    }
    for (const { key } of definition.results) {
      if (keep[key]) problems.push(...checkFieldKeys([keep[key]], `custom.keep.${key}`, node, context))
    }
    return problems
  },
  arrive(run, { custom: { definition, values } }) {
    const members = membersOf(run, definition.fields, values)
    if (!members) return
    const { path, ...request } = definition.request
    run.request({ ...request, url: path, members })
  },
  answered(run, { custom: { definition, keep } }, answer) {
    const outputs = definition.results.flatMap(({ key, pointer }) => {
      const field = keep[key]
      return field ? [{ pointer, field }] : []
    })
    const taken = takeAnswer(run, outputs, answer)
    if (!taken) return
    const [only, ...others] = definition.exits
    const named = others.length === 0 ? only?.id : readPointer(taken.json, definition.exitPointer)
    const exit = definition.exits.find(({ id }) => id === named)
    if (exit) run.complete(exit.id)
    else {
      const seen = named === undefined || named === null ? "" : clipText(JSON.stringify(named), 80)
      const place = definition.exitPointer
      fail(run, "callFailed", {
        en:
          seen === "" ? `The answer names no exit at ${place}.` : `The answer names an exit that is not there: ${seen}`,
        zh: seen === "" ? `应答的 ${place} 处未指明出口。` : `应答指明的出口不存在：${seen}`,
      })
    }
  },
}

function isOfType({ type, options }: CustomField, value: string | number | boolean): boolean {
  if (type === "number") return typeof value === "number" && Number.isFinite(value)
  if (type === "switch") return typeof value === "boolean"
  return typeof value === "string" && (type !== "choice" || options.includes(value))
}

/** What is sent, by the fields' keys; null after an incident. */
function membersOf(run: NodeRun, fields: CustomField[], values: Config["custom"]["values"]): Values | null {
  const members: Values = {}
  for (const { key, type, label } of fields) {
    const given = values[key]
    if (given === undefined || given === "") continue
    let value: Value = given
    if (type === "expression") {
      const outcome = run.compute(String(given))
      if (!outcome.ok) {
        const { en, zh } = outcome.problem.message
        run.incident("expression", { en: `“${label.en}”: ${en}`, zh: `“${label.zh}”：${zh}` }, [String(given)])
        return null
      }
      value = outcome.value
    } else if (type === "text") value = run.render(String(given), 4096)
    members[key] = value
  }
  return members
}
