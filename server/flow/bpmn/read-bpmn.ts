import { bindReferences, type Bound } from "@/core/flow/file/bind-references"
import { fileProblem } from "@/core/flow/file/file-problem"
import type { TenantNames } from "@/core/flow/file/flow-file"
import { duplicateIds } from "@/core/flow/file/read-flow-file"
import { draftGraphSchema, flowLimits, type DraftGraph } from "@/core/flow/graph"
import type { Problem } from "@/core/problem"
import { Account, type Listed } from "./account"
import { arrange } from "./arrange"
import { artifactsIn, readArtifacts } from "./artifacts"
import { placeOf } from "./bounds"
import { buildGraph } from "./build-graph"
import { boundsByElement, spread, spreadFrame } from "./diagram"
import { documentationOf, isA, isElement, partOf, partsOf, textOf, type Element } from "./element"
import { dataOf } from "./extension"
import { loadModdle } from "./moddle"
import { networkOf } from "./network"
import { scanXml } from "./scan-xml"
import { storedFlowSchema } from "./stored"

export type BpmnResult =
  | { ok: true; name: string; description: string; graph: DraftGraph; bound: Bound[]; listed: Listed[] }
  | { ok: false; problems: Problem[] }

const refuse = (...problems: Problem[]): BpmnResult => ({ ok: false, problems })

/**
 * A BPMN 2.0 file as a flow of this organisation. What we wrote comes back as it was, with what another tool has changed
 * since; what another tool wrote is brought as near as it gets, and everything that is not simply there is listed.
 */
export async function readBpmn(text: string, names: TenantNames): Promise<BpmnResult> {
  const scanned = scanXml(text)
  if (scanned.length > 0) return refuse(...scanned)
  const account = new Account()
  const parsed = await parse(text, account)
  if ("problem" in parsed) return refuse(parsed.problem)
  const { definitions } = parsed
  const process = chooseProcess(definitions, account)
  if (!process) {
    const words = { en: "There is no process in this file.", zh: "文件中没有流程（process）。" }
    const hint = { en: "Choreographies and conversations alone hold no steps.", zh: "仅有编排或会话的文件不包含环节。" }
    return refuse(fileProblem("noProcess", {}, words, hint))
  }
  account.keep(process)
  for (const part of partsOf(process, "documentation")) account.keep(part)
  const own = storedFlowSchema.safeParse(dataOf(process, "Flow"))
  const stored = own.success ? own.data : null
  const bounds = boundsByElement(definitions)
  const lanes = lanesOf(process, account, names)
  const network = networkOf(process, account)
  const standing = [...network.stops.values()].flatMap(({ element }) => bounds.get(element) ?? [])
  const { nodes, edges, unplaced, isStartAdded } = buildGraph({
    network,
    account,
    names,
    bounds,
    place: stored ? placeOf : spread(standing),
    laneOf: (element) => lanes.get(element) ?? null,
  })
  if (isStartAdded) account.changed(process, "startAdded")
  keepRest(definitions, process, account)
  const placed = unplaced.size * 2 > nodes.length ? await arrange(nodes, edges) : nodes
  const known = new Set(nodes.map(({ id }) => id))
  const ids = new Set(edges.map(({ id }) => id))
  const loose = (stored?.loose ?? []).filter(
    ({ id, source, target }) => !ids.has(id) && !(known.has(source) && known.has(target)),
  )
  const annotations = readArtifacts(
    artifactsIn(process, definitions),
    account,
    bounds,
    stored ? (box) => box : spreadFrame(standing),
    new Set([...known, ...ids]),
  )
  const draft = draftGraphSchema.safeParse({
    nodes: placed,
    edges: [...edges, ...loose],
    fields: stored?.fields ?? [],
    settings: stored?.settings ?? { homeUnitId: null, administratorIds: [] },
    ...(annotations.length > 0 && { annotations }),
  })
  if (!draft.success) return refuse(tooMany(nodes.length))
  const twice = duplicateIds(draft.data)
  if (twice.length > 0) return refuse(...twice)
  const name = stored?.name ?? nameOf(definitions, process)
  const { graph, bound } = bindReferences({ graph: draft.data, references: stored?.references ?? [] }, names)
  return {
    ok: true,
    name: name.slice(0, 120),
    description: (stored?.description ?? documentationOf(process)).slice(0, 2000),
    graph,
    bound,
    listed: account.list(definitions),
  }
}

async function parse(text: string, account: Account): Promise<{ definitions: Element } | { problem: Problem }> {
  const moddle = await loadModdle()
  try {
    const { rootElement, warnings } = await moddle.fromXML(text)
    if (!isElement(rootElement) || !isA(rootElement, "Definitions")) throw new Error("no definitions")
    for (const { message } of warnings) account.unread(message)
    return { definitions: rootElement }
  } catch (error) {
    const line = /line: (\d+)/.exec(String(error))?.[1]
    const words = { en: "This is not BPMN 2.0, or it breaks off.", zh: "内容不是有效的 BPMN 2.0，或不完整。" }
    const hint = { en: "The outermost element must be “definitions”.", zh: "最外层元素应为 definitions。" }
    return { problem: fileProblem("notBpmn", line === undefined ? {} : { line: Number(line) + 1 }, words, hint) }
  }
}

/** The process that we wrote, or the one with the most in it; the others are listed. */
function chooseProcess(definitions: Element, account: Account): Element | null {
  const processes = partsOf(definitions, "rootElements").filter((element) => isA(element, "Process"))
  const steps = (process: Element) => partsOf(process, "flowElements").filter((one) => isA(one, "FlowNode")).length
  const [chosen, ...others] = processes.toSorted(
    (a, b) => Number(dataOf(b, "Flow") !== undefined) - Number(dataOf(a, "Flow") !== undefined) || steps(b) - steps(a),
  )
  for (const other of others) account.leftOut(other, "otherProcess")
  return chosen ?? null
}

/** The innermost lane of each element. A lane is a word about people: it is listed with what became of it. */
function lanesOf(process: Element, account: Account, names: TenantNames): Map<Element, Element> {
  const found = new Map<Element, Element>()
  const known = new Set([...names.skillGroup, ...names.unit].map(({ name }) => name.trim().toLowerCase()))
  const walk = (set: Element) => {
    for (const lane of partsOf(set, "lanes")) {
      account.changed(lane, known.has(textOf(lane, "name").trim().toLowerCase()) ? "laneFound" : "lane")
      for (const element of partsOf(lane, "flowNodeRef")) found.set(element, lane)
      const inner = partOf(lane, "childLaneSet")
      if (inner) walk(inner)
    }
  }
  for (const set of partsOf(process, "laneSets")) walk(set)
  return found
}

/** What is kept besides steps and lines: the participant that stands for the process, and words written beside it. */
function keepRest(definitions: Element, process: Element, account: Account): void {
  for (const root of partsOf(definitions, "rootElements")) {
    for (const participant of partsOf(root, "participants")) {
      if (partOf(participant, "processRef") === process) account.keep(participant)
    }
  }
}

function nameOf(definitions: Element, process: Element): string {
  const participants = partsOf(definitions, "rootElements").flatMap((root) => partsOf(root, "participants"))
  const participant = participants.find((one) => partOf(one, "processRef") === process)
  return [textOf(process, "name"), participant ? textOf(participant, "name") : "", textOf(definitions, "name")]
    .map((name) => name.replaceAll(/\s+/g, " ").trim())
    .reduce((first, next) => first || next)
}

function tooMany(count: number): Problem {
  const { nodes } = flowLimits
  return fileProblem(
    "tooMany",
    {},
    {
      en: `The process has ${count} steps; a flow has at most ${nodes}.`,
      zh: `流程有${count}个环节，最多${nodes}个。`,
    },
  )
}
