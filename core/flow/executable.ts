import { checkForm } from "./form/check-fields"
import { createExpressionCache } from "@/core/expression/evaluate"
import { variableListSchema } from "@/core/expression/variable"
import type { Directory } from "@/core/people/directory"
import { indexDirectory } from "@/core/people/units"
import { invariant, type Problem } from "@/core/problem"
import { givenConditions } from "@/core/sla/policy"
import type { ExecutableFlow, ExecutableNode } from "./executable-flow"
import { checkExits, checkLoops, checkPaths, leadOf, type CheckedGraph, type CheckedNode } from "./graph-checks"
import { draftEdgeSchema, draftNodeSchema, fieldSchema, flowLimits, flowSettingsSchema } from "./graph"
import type { DraftEdge, DraftGraph, DraftNode } from "./graph"
import { clockVariables } from "./clock-variables"
import type { CheckContext, NodeKind } from "./node-kind"
import { nodeKind } from "./nodes/kinds"
import { schemaProblems } from "./schema-problems"
import { checkTicketSlas } from "./sla-checks"
import { flowVariables } from "./variables"

export type ExecutableContext = {
  /** With it, the people a flow names are checked; left out when a published version is read again. */
  directory?: Directory
  calendarIds?: Iterable<string>
  flows?: CheckContext["flows"]
  serviceIds?: Iterable<string>
}

export type ExecutableResult =
  | { ok: true; flow: ExecutableFlow; warnings: Problem[] }
  | { ok: false; problems: Problem[] }

/**
 * What may run, out of what an author saved. Strict, and total: every problem of the flow at once, each with its node,
 * edge, field and characters, errors before warnings. A flow with warnings only may run. Pure.
 */
export function toExecutable(draft: DraftGraph, context: ExecutableContext = {}): ExecutableResult {
  const problems = [...checkLimits(draft), ...checkShape(draft)]
  const graph = readGraph(draft, problems)
  const variables = flowVariables(draft.fields)
  problems.push(
    ...checkFields(draft, variables),
    ...checkForm(draft.fields, variables),
    ...checkSettings(draft, context.directory),
  )

  const fieldTypes = new Map(draft.fields.map((field) => [field.key, field.type]))
  const calendarIds = context.calendarIds && new Set(context.calendarIds)
  const serviceIds = context.serviceIds && new Set(context.serviceIds)
  const entries = new Set([...graph.nodes.values()].flatMap((node) => (graph.kindOf(node)?.hasEntry ? [node.id] : [])))
  const shared = {
    entries,
    clockVariables: clockVariables(draft.fields),
    ...(context.directory && { directory: context.directory }),
    ...(calendarIds && { calendarIds }),
  }
  if (flowSettingsSchema.safeParse(draft.settings).success) problems.push(...checkTicketSlas(draft.settings, shared))
  for (const { draft: node, kind, config, wrong } of graph.checked.values()) {
    const own: CheckContext = {
      outgoing: graph.outgoing.get(node.id) ?? [],
      incoming: graph.incoming.get(node.id) ?? [],
      ...shared,
      isVote: kind.signing !== undefined,
      variables,
      fieldTypes,
      settings: draft.settings,
      ...(context.flows && { flows: context.flows }),
      ...(serviceIds && { serviceIds }),
    }
    const found = kind.check(config, node, own)
    problems.push(...found.filter(({ place: { field = "" } }) => !wrong.has(field.split(".")[0] ?? "")))
  }
  problems.push(...checkExits(graph), ...checkPaths(graph), ...checkLoops(graph))

  const errors = problems.filter((problem) => problem.severity === "error")
  const warnings = problems.filter((problem) => problem.severity === "warning")
  if (errors.length > 0) return { ok: false, problems: [...errors, ...warnings] }
  return { ok: true, flow: build(draft, graph, { variables, clockVariables: shared.clockVariables }), warnings }
}

function build(
  draft: DraftGraph,
  graph: CheckedGraph,
  read: Pick<ExecutableFlow, "variables" | "clockVariables">,
): ExecutableFlow {
  const nodes = new Map<string, ExecutableNode>()
  let startId: string | null = null
  for (const [id, { draft: node, kind, config }] of graph.checked) {
    nodes.set(id, { id, name: node.name, kind, config })
    if (kind.group === "start") startId = id
  }
  invariant(startId !== null, "a flow without problems has a start")
  const routes = new Map<string, Map<string, DraftEdge[]>>()
  for (const [source, edges] of graph.outgoing) {
    const byExit = new Map<string, DraftEdge[]>()
    for (const edge of edges) byExit.set(edge.exit, [...(byExit.get(edge.exit) ?? []), edge])
    for (const [exit, leaving] of byExit) byExit.set(exit, leaving.toSorted(byPriority))
    routes.set(source, byExit)
  }
  const { fields, settings } = draft
  return {
    nodes,
    startId,
    routes,
    incoming: graph.incoming,
    fields,
    ...read,
    settings,
    hasClockRules: hasClockRules(nodes, settings),
    expressions: createExpressionCache(),
  }
}

function hasClockRules(nodes: ReadonlyMap<string, ExecutableNode>, { slas = [] }: DraftGraph["settings"]): boolean {
  return (
    slas.length > 0 ||
    [...nodes.values()].some(({ kind, config }) => {
      const sla = kind.sla?.(config)
      return Boolean(kind.visitSla?.(config)) || (sla && givenConditions(sla).length > 0)
    })
  )
}

/** The order in which routes are tried. Equal priorities keep the order in which they were drawn. */
function byPriority(a: DraftEdge, b: DraftEdge): number {
  return Number(a.fallback) - Number(b.fallback) || a.priority - b.priority
}

function checkLimits(draft: DraftGraph): Problem[] {
  const counted = [
    ["nodes", draft.nodes.length, flowLimits.nodes, "nodes", "个节点"],
    ["edges", draft.edges.length, flowLimits.edges, "edges", "条连线"],
    ["fields", draft.fields.length, flowLimits.fields, "fields", "个字段"],
    ["annotations", draft.annotations?.length ?? 0, flowLimits.annotations, "notes and groups", "个便签和分组"],
  ] as const
  const problems = counted
    .filter(([, count, max]) => count > max)
    .map(([field, count, max, en, zh]): Problem => ({
      code: "tooMany",
      severity: "error",
      place: { field },
      text: { en: `The flow has ${count} ${en}; at most ${max}.`, zh: `流程有${count}${zh}，最多${max}。` },
    }))
  if (problems.length === 0 && JSON.stringify(draft).length > flowLimits.graphBytes) {
    const text = { en: "The flow is too large.", zh: "流程内容过大。" }
    const hint = { en: "Shorten long texts and lists of people.", zh: "请精简过长的文字和人员列表。" }
    problems.push({ code: "tooLarge", severity: "error", place: {}, text, hint })
  }
  return problems
}

function checkShape({ nodes, edges, fields, settings }: DraftGraph): Problem[] {
  return [
    ...nodes.flatMap((node) => schemaProblems(draftNodeSchema, node, { nodeId: String(node.id) })),
    ...edges.flatMap((edge) => schemaProblems(draftEdgeSchema, edge, { edgeId: String(edge.id) })),
    ...fields.flatMap((field, index) => schemaProblems(fieldSchema, field, {}, `fields.${index}`)),
    ...schemaProblems(flowSettingsSchema, settings, {}, "settings"),
  ]
}

/** Nodes by id, edges by source, and what of them is sound. Reports duplicates, dangling edges, unknown kinds. */
export function readGraph(draft: DraftGraph, problems: Problem[]): CheckedGraph {
  const nodes = new Map<string, DraftNode>()
  const checked = new Map<string, CheckedNode>()
  for (const node of draft.nodes) {
    if (nodes.has(node.id)) {
      const text = { en: `Two nodes have the id “${node.id}”.`, zh: `节点标识“${node.id}”重复。` }
      problems.push({ code: "duplicateId", severity: "error", place: { nodeId: node.id }, text })
      continue
    }
    nodes.set(node.id, node)
    const kind = nodeKind(node.kind)
    if (!kind) {
      const text = { en: `Unknown kind of node “${node.kind}”.`, zh: `未知的节点类型“${node.kind}”。` }
      problems.push({ code: "unknownKind", severity: "error", place: { nodeId: node.id, field: "kind" }, text })
      continue
    }
    const faults = schemaProblems(kind.schema, node.config, { nodeId: node.id })
    problems.push(...faults)
    const readable = readConfig(kind, node.config)
    if (readable) checked.set(node.id, { draft: node, kind, ...readable })
  }
  const outgoing = new Map<string, DraftEdge[]>()
  const incoming = new Map<string, DraftEdge[]>()
  const addTo = (edges: Map<string, DraftEdge[]>, nodeId: string, edge: DraftEdge) => {
    const list = edges.get(nodeId)
    if (list) list.push(edge)
    else edges.set(nodeId, [edge])
  }
  const edgeIds = new Set<string>()
  for (const edge of draft.edges) {
    const place = { edgeId: edge.id }
    if (edgeIds.has(edge.id)) {
      const text = { en: `Two edges have the id “${edge.id}”.`, zh: `连线标识“${edge.id}”重复。` }
      problems.push({ code: "duplicateId", severity: "error", place, text })
      continue
    }
    edgeIds.add(edge.id)
    const target = nodes.get(edge.target)
    if (!nodes.has(edge.source) || !target) {
      const text = { en: "The edge is not connected at both ends.", zh: "连线的一端没有连接节点。" }
      const hint = { en: "Delete it or connect it.", zh: "请删除或重新连接。" }
      problems.push({ code: "danglingEdge", severity: "error", place, text, hint })
      continue
    }
    if (nodeKind(target.kind)?.hasEntry === false) {
      const text = { en: "No edge may lead to the start.", zh: "连线不能指向开始节点。" }
      problems.push({ code: "noEntry", severity: "error", place: { ...place, nodeId: edge.target }, text })
      continue
    }
    addTo(outgoing, edge.source, edge)
    addTo(incoming, edge.target, edge)
  }
  for (const { draft: node, kind, config } of checked.values()) {
    const target = kind.leadsTo?.(config)
    if (!target || nodeKind(nodes.get(target)?.kind ?? "")?.hasEntry !== true) continue
    const lead = leadOf(node.id, target)
    addTo(outgoing, node.id, lead)
    addTo(incoming, target, lead)
  }
  return { nodes, checked, outgoing, incoming, kindOf: (node) => nodeKind(node.kind) }
}

/** The configuration, with the kind's defaults in the place of properties that are wrong. */
function readConfig(kind: NodeKind, config: DraftNode["config"]): Pick<CheckedNode, "config" | "wrong"> | null {
  const parsed = kind.schema.safeParse(config)
  if (parsed.success) return { config: parsed.data, wrong: new Set() }
  const defaults = kind.defaults() as Record<string, unknown>
  const wrong = new Set(parsed.error.issues.flatMap(({ path: [key] }) => (key === undefined ? [] : [String(key)])))
  const right = Object.keys(defaults).filter((key) => !wrong.has(key) && Object.hasOwn(config, key))
  const repaired = kind.schema.safeParse({ ...defaults, ...Object.fromEntries(right.map((key) => [key, config[key]])) })
  return repaired.success ? { config: repaired.data, wrong } : null
}

function checkFields({ fields }: DraftGraph, variables: ExecutableFlow["variables"]): Problem[] {
  const parsed = variableListSchema.safeParse(variables)
  if (parsed.success) return []
  return parsed.error.issues
    .filter(({ path: [index] }) => typeof index === "number" && variables[index] !== undefined)
    .map(({ path: [index], message }) => {
      const key = typeof index === "number" ? (variables[index]?.key ?? "") : ""
      const at = fields.findLastIndex((field) => field.key === key)
      return {
        code: "badField",
        severity: "error",
        place: { field: at === -1 ? "fields" : `fields.${at}.key` },
        text: { en: `Field “${key}”: ${message}.`, zh: `字段“${key}”与其他变量冲突或设置不正确。` },
      }
    })
}

function checkSettings({ settings }: DraftGraph, directory: Directory | undefined): Problem[] {
  if (!directory) return []
  const index = indexDirectory(directory)
  const problems: Problem[] = []
  if (settings.homeUnitId !== null && !index.unit(settings.homeUnitId)) {
    const text = { en: "The flow's home unit is gone.", zh: "流程的归属部门已不存在。" }
    problems.push({ code: "unknownUnit", severity: "error", place: { field: "settings.homeUnitId" }, text })
  }
  for (const id of new Set(settings.administratorIds)) {
    if (index.activePerson(id)) continue
    const name = index.person(id)?.name
    const text = name
      ? { en: `Administrator ${name} is no longer active.`, zh: `流程管理员${name}已停用。` }
      : { en: "An administrator of the flow is gone.", zh: "有流程管理员已不存在。" }
    problems.push({ code: "inactivePerson", severity: "error", place: { field: "settings.administratorIds" }, text })
  }
  return problems
}
