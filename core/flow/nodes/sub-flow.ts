import * as z from "zod"
import { checkExpression } from "@/core/expression/check"
import { toProblem } from "@/core/expression/problem"
import type { Problem } from "@/core/problem"
import type { Value, Values } from "@/core/ticket/event"
import { ticketLimits } from "@/core/ticket/limits"
import type { NodeRun } from "@/core/ticket/node-run"
import { nodeProblem } from "../config-checks"
import { panel } from "../config-panel"
import { expectedType } from "../expected-type"
import { checkFieldValues } from "../field-value"
import type { DraftNode } from "../graph"
import type { CheckContext, NodeKind } from "../node-kind"
import { fail, report } from "../request/take-answer"
import { failedExit } from "./service-call"

export const subFlowSchema = z.strictObject({
  flowId: z.uuid().nullable(),
  /** `wait`: the ticket goes on when the others have ended; `goOn`: once they are open. */
  mode: z.enum(["wait", "goOn"]),
  /** A field with a list: one ticket for each of its items. */
  items: z.string().max(64).nullable(),
  /** The field of the other flow that gets the item. */
  itemField: z.string().max(64).nullable(),
  /** Fields of the other flow, and what they get. */
  inputs: z.array(z.strictObject({ field: z.string().max(64), source: z.string().max(4096) })).max(50),
  /** Fields of this flow, and the other flow's they get their values from. With items, lists in the items' order. */
  outputs: z.array(z.strictObject({ field: z.string().max(64), from: z.string().max(64) })).max(50),
})
export type SubFlowConfig = z.infer<typeof subFlowSchema>

const schema = z.strictObject({
  call: subFlowSchema.meta(
    panel({ control: "subFlow", section: "what", label: { en: "Tickets of another flow", zh: "子流程" } }),
  ),
})

export const subFlow: NodeKind<z.infer<typeof schema>> = {
  kind: "subFlow",
  group: "automatic",
  icon: "workflow",
  title: { en: "Sub-flow", zh: "子流程" },
  description: {
    en: "Opens a ticket of another flow, or one for each item of a list, and waits for them if it should.",
    zh: "创建另一流程的工单，可按列表逐项创建，并可等待其办结。",
  },
  schema,
  defaults: () => ({ call: { flowId: null, mode: "wait", items: null, itemField: null, inputs: [], outputs: [] } }),
  exits: ({ call }) =>
    call.mode === "wait"
      ? [{ id: "done", title: { en: "All ended", zh: "全部办结" }, tone: "neutral" }, failedExit]
      : [{ id: "done", title: { en: "Opened", zh: "已建单" }, tone: "neutral" }, failedExit],
  bpmn: () => ({ element: "callActivity" }),
  hasEntry: true,
  waits: () => true,
  summary: ({ call: { mode, items } }) =>
    items === null
      ? mode === "wait"
        ? { en: "One ticket, waits for it", zh: "一张工单，等待办结" }
        : { en: "One ticket, goes on", zh: "一张工单，不等待" }
      : mode === "wait"
        ? { en: "One for each item, waits", zh: "逐项建单，等待办结" }
        : { en: "One for each item, goes on", zh: "逐项建单，不等待" },
  writes: ({ call }) => call.outputs.map(({ field }) => field),
  check: ({ call }, node, context) => checkCall(call, node, context),
  arrive(run, { call }) {
    const items = itemsOf(run, call)
    if (items.length > ticketLimits.childrenMax) {
      const max = ticketLimits.childrenMax
      const text = {
        en: `The list has ${items.length} items; a step opens at most ${max} tickets.`,
        zh: `列表有${items.length}项，一个环节最多创建${max}张工单。`,
      }
      run.incident("subFlowFailed", text)
      return
    }
    const { origin } = run.state
    if (origin.type === "ticket" && origin.depth >= ticketLimits.depthMax) {
      const text = { en: "Tickets that open tickets go too deep.", zh: "子流程嵌套层数过多。" }
      run.incident("subFlowFailed", text)
      return
    }
    if (call.flowId === null || items.length === 0) {
      run.complete("done")
      return
    }
    const inputs = computeInputs(run, call)
    if (!inputs) return
    const { itemField } = call
    const tickets = items.map((item) =>
      itemField === null || item === null ? inputs : { ...inputs, [itemField]: item },
    )
    run.ask({ type: "tickets", flowId: call.flowId, tickets, waits: call.mode === "wait" })
  },
  answered(run, { call }, answer) {
    const { id: activationId, request } = run.activation
    if (!request || answer.type === "http") return
    if (answer.type === "failed") {
      run.recall()
      report(run, { attempts: answer.attempts, status: null, detail: answer.detail, fields: {} })
      fail(run, "subFlowFailed", answer.detail)
      return
    }
    const { index, ticketId, number } = answer
    if (answer.type === "opened") {
      const goesOn = call.mode === "goOn"
      run.emit({ type: "childOpened", requestId: request.id, activationId, index, ticketId, number, goesOn })
      if (goesOn && (run.activation.request?.left ?? []).length === 0) finish(run, { ...call, outputs: [] })
      return
    }
    const { resolution, variables } = answer
    const results: Values = {}
    for (const { from } of call.outputs) results[from] = variables[from] ?? null
    run.emit({ type: "childEnded", requestId: request.id, activationId, index, ticketId, number, resolution, results })
    if ((run.activation.request?.left ?? []).length === 0) finish(run, call)
  },
}

/** null stands for the one ticket of a node without a list. */
function itemsOf(run: NodeRun, { items }: SubFlowConfig): (string | null)[] {
  if (items === null) return [null]
  const value = run.state.variables[items] ?? []
  const found: readonly unknown[] = Array.isArray(value) ? value : [value]
  return found.map((item) => (typeof item === "string" ? item : JSON.stringify(item)))
}

/** The inputs, or null after an incident. */
function computeInputs(run: NodeRun, { inputs }: SubFlowConfig): Values | null {
  const values: Values = {}
  for (const { field, source } of inputs) {
    const outcome = run.compute(source)
    if (!outcome.ok) {
      const { en, zh } = outcome.problem.message
      run.incident("expression", { en: `“${field}”: ${en}`, zh: `“${field}”：${zh}` }, [source])
      return null
    }
    values[field] = outcome.value
  }
  return values
}

/** All have ended. */
function finish(run: NodeRun, { items, outputs }: SubFlowConfig): void {
  const { request } = run.activation
  const results = request?.results ?? {}
  const places = Object.keys(results)
    .map(Number)
    .sort((a, b) => a - b)
  const fields: Values = {}
  for (const { field, from } of outputs) {
    const found = places.map((place): Value => results[place]?.[from] ?? null)
    fields[field] =
      items === null
        ? (found[0] ?? null)
        : found.map((value) => (value === null || typeof value === "object" ? "" : String(value)))
  }
  const [wrong] = checkFieldValues(run.fields, Object.keys(fields), fields, { known: {}, complete: false })
  const failed = request?.failed === true
  report(run, { attempts: 1, status: null, detail: wrong?.text ?? null, fields: wrong ? {} : fields })
  if (wrong) fail(run, "subFlowFailed", wrong.text)
  else if (failed) {
    fail(run, "subFlowFailed", {
      en: "A ticket of the sub-flow was rejected or revoked.",
      zh: "有子流程工单被驳回或撤销。",
    })
  } else run.complete("done")
}

function checkCall(call: SubFlowConfig, node: DraftNode, context: CheckContext): Problem[] {
  if (call.flowId === null) {
    const text = { en: "Choose a flow.", zh: "请选择流程。" }
    return [nodeProblem(node, "call.flowId", "noFlow", text)]
  }
  const other = context.flows?.get(call.flowId)
  if (context.flows && !other) {
    const text = { en: "The flow is gone, or has no published version.", zh: "所选流程不存在或尚未发布。" }
    return [nodeProblem(node, "call.flowId", "unknownFlow", text)]
  }
  const theirs = other && new Map(other.fields.map((field) => [field.key, field.type]))
  const missing = (field: string, key: string) =>
    theirs && !theirs.has(key)
      ? [
          nodeProblem(node, field, "unknownField", {
            en: `“${other.name}” has no field “${key}”.`,
            zh: `“${other.name}”没有字段“${key}”。`,
          }),
        ]
      : []
  const own = (field: string, key: string) =>
    context.fieldTypes.has(key)
      ? []
      : [
          nodeProblem(node, field, "unknownField", {
            en: `The flow has no field “${key}”.`,
            zh: `流程中没有字段“${key}”。`,
          }),
        ]
  const problems = [
    ...call.inputs.flatMap(({ field, source }, index) => {
      const gone = missing(`call.inputs.${index}.field`, field)
      const type = theirs?.get(field)
      if (gone.length > 0) return gone
      const place = { nodeId: node.id, field: `call.inputs.${index}.source` }
      const expect = type ? expectedType[type] : "any"
      return checkExpression(source, { variables: context.variables, expect }).problems.map((one) =>
        toProblem(one, place),
      )
    }),
    ...call.outputs.flatMap(({ field, from }, index) => [
      ...own(`call.outputs.${index}.field`, field),
      ...missing(`call.outputs.${index}.from`, from),
    ]),
  ]
  if (call.items !== null) {
    problems.push(...own("call.items", call.items))
    const type = context.fieldTypes.get(call.items)
    if (type && type !== "list<string>") {
      const text = { en: "The items come from a field with a list.", zh: "逐项建单需要列表字段。" }
      problems.push(nodeProblem(node, "call.items", "notAList", text))
    }
    if (call.itemField !== null) problems.push(...missing("call.itemField", call.itemField))
  }
  return problems
}
