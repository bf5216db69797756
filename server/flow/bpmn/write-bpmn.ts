import type { FlowFile } from "@/core/flow/file/flow-file"
import type { DraftEdge, DraftNode } from "@/core/flow/graph"
import type { BpmnFace, NodeKind } from "@/core/flow/node-kind"
import { nodeKind } from "@/core/flow/nodes/kinds"
import type { Locale } from "@/core/text"
import { artifactsOf } from "./artifacts"
import { boundsOf, waypoints, type Bounds } from "./bounds"
import { creatorOf, partOf, type Create, type Element } from "./element"
import { withData } from "./extension"
import { loadModdle } from "./moddle"
import { inOneLine, readBack, type StoredFlow } from "./stored"

type Step = {
  node: DraftNode
  kind: NodeKind | undefined
  config: unknown
  face: BpmnFace
  element: Element
  bounds: Bounds
}

const stepId = (id: string) => `Step_${id}`
const celLanguage = "https://cel.dev"

/**
 * A flow as BPMN 2.0 XML with its diagram. What BPMN has words for is said in them, for other tools; everything is in our
 * own extension elements beside, so that reading the file gives the same flow. `locale`: of the exits' names.
 */
export async function writeBpmn(file: FlowFile, locale: Locale): Promise<string> {
  const moddle = await loadModdle()
  const create = creatorOf(moddle)
  const { graph } = file
  const steps = graph.nodes.map((node) => stepOf(create, node))
  const byId = new Map(steps.map((step) => [step.node.id, step]))
  const isLoose = ({ source, target }: DraftEdge) => !byId.has(source) || !byId.has(target)
  const flows = graph.edges.flatMap((edge) => {
    const [from, to] = [byId.get(edge.source), byId.get(edge.target)]
    return from && to ? [{ edge, from, to, element: flowOf(create, edge, from, to, locale) }] : []
  })
  for (const { edge, from, element } of flows) {
    if (edge.fallback && knowsDefault(from.face) && !partOf(from.element, "default")) {
      Object.assign(from.element, { default: element })
    }
  }
  for (const { element, from, to } of flows) {
    list(from.element, "outgoing").push(element)
    list(to.element, "incoming").push(element)
  }
  const clocks = steps.flatMap((step) => clockOf(create, step))
  const { artifacts, categories } = artifactsOf(create, graph.annotations)
  const stored: StoredFlow = {
    name: file.name,
    description: file.description,
    fields: graph.fields,
    settings: graph.settings,
    references: file.references,
    loose: graph.edges.filter(isLoose),
  }
  const process = create("bpmn:Process", {
    id: "Flow",
    name: inOneLine(file.name),
    isExecutable: true,
    ...(file.description.trim() !== "" && { documentation: [words(create, file.description)] }),
    extensionElements: withData(create, "Flow", stored),
    flowElements: [
      ...steps.map(({ element }) => element),
      ...clocks.map(({ element }) => element),
      ...flows.map(({ element }) => element),
    ],
    ...(artifacts.length > 0 && { artifacts: artifacts.map(({ element }) => element) }),
  })
  const shape = (element: Element, bounds: Bounds) =>
    create("bpmndi:BPMNShape", {
      id: `${String(element.get("id"))}_di`,
      bpmnElement: element,
      bounds: create("dc:Bounds", bounds),
    })
  const plane = create("bpmndi:BPMNPlane", {
    id: "Flow_plane",
    bpmnElement: process,
    planeElement: [
      ...artifacts.map(({ element, bounds }) => shape(element, bounds)),
      ...steps.map(({ element, bounds }) => shape(element, bounds)),
      ...clocks.map(({ element, bounds }) => shape(element, bounds)),
      ...flows.map(({ element, from, to }) =>
        create("bpmndi:BPMNEdge", {
          id: `${String(element.get("id"))}_di`,
          bpmnElement: element,
          waypoint: waypoints(from.bounds, to.bounds).map((point) => create("dc:Point", point)),
        }),
      ),
    ],
  })
  const definitions = create("bpmn:Definitions", {
    id: "Definitions",
    targetNamespace: "urn:firstcall:flow",
    exporter: "Firstcall",
    expressionLanguage: celLanguage,
    rootElements: [...categories, process],
    diagrams: [create("bpmndi:BPMNDiagram", { id: "Diagram", plane })],
  })
  return (await moddle.toXML(definitions, { format: true })).xml
}

const words = (create: Create, text: string) =>
  create("bpmn:Documentation", { text: text.toWellFormed().replaceAll(/[^\P{Cc}\n\t]|[\ufffe\uffff]/gu, " ") })

const knowsDefault = ({ element }: BpmnFace) => !element.endsWith("Event") && element !== "parallelGateway"

const list = (element: Element, name: string) => element.get(name) as Element[]

function stepOf(create: Create, node: DraftNode): Step {
  const kind = nodeKind(node.kind)
  const parsed = kind?.schema.safeParse(node.config)
  const config = parsed?.success ? parsed.data : kind?.defaults()
  const face: BpmnFace = kind ? kind.bpmn(config) : { element: "task" }
  const instructions = kind?.form?.(config).instructions ?? ""
  const element = create(`bpmn:${face.element[0]?.toUpperCase()}${face.element.slice(1)}`, {
    id: stepId(node.id),
    name: inOneLine(node.name),
    ...(instructions.trim() !== "" && { documentation: [words(create, instructions)] }),
    extensionElements: withData(create, "Step", node),
    ...definitionsOf(create, face),
  })
  return { node, kind, config, face, element, bounds: boundsOf(face.element, node.position) }
}

function definitionsOf(create: Create, face: BpmnFace): { eventDefinitions?: Element[] } {
  if (face.timerMin !== undefined) return { eventDefinitions: [timer(create, "timeDuration", minutes(face.timerMin))] }
  if (face.timerAt !== undefined) return { eventDefinitions: [timer(create, "timeDate", face.timerAt)] }
  if (face.linkTo !== undefined) {
    return { eventDefinitions: [create("bpmn:LinkEventDefinition", { name: stepId(face.linkTo) })] }
  }
  return face.isTerminating ? { eventDefinitions: [create("bpmn:TerminateEventDefinition")] } : {}
}

const minutes = (count: number) => `PT${count}M`

const expression = (create: Create, body: string) =>
  create("bpmn:FormalExpression", { language: celLanguage, body: body.toWellFormed() })

const timer = (create: Create, part: "timeDuration" | "timeDate", body: string) =>
  create("bpmn:TimerEventDefinition", { [part]: expression(create, body) })

function flowOf(create: Create, edge: DraftEdge, from: Step, to: Step, locale: Locale): Element {
  const exits = from.kind?.exits(from.config) ?? []
  const exit = exits.find(({ id }) => id === edge.exit)
  const isChoice = exits.length > 1 && exit?.many !== true
  const name = inOneLine(edge.name || (isChoice ? (exit?.title[locale] ?? edge.exit) : ""))
  // Two lines out of one task would mean both; which of them is taken is what was decided.
  const condition = (edge.condition || (isChoice ? `exit == ${JSON.stringify(edge.exit)}` : "")).trim()
  return create("bpmn:SequenceFlow", {
    id: `Route_${edge.id}`,
    ...(name !== "" && { name }),
    sourceRef: from.element,
    targetRef: to.element,
    extensionElements: withData(create, "Route", { edge, wrote: { name, condition: readBack(condition) } }),
    ...(condition !== "" && { conditionExpression: expression(create, readBack(condition)) }),
  })
}

/** A deadline as a clock on the task's edge. It only shows what the step says; reading the file passes it over. */
function clockOf(
  create: Create,
  { node, kind, config, element, bounds }: Step,
): { element: Element; bounds: Bounds }[] {
  const sla = kind?.sla?.(config)
  if (!sla) return []
  const clock = create("bpmn:BoundaryEvent", {
    id: `Clock_${node.id}`,
    attachedToRef: element,
    cancelActivity: false,
    extensionElements: withData(create, "Drawn", { of: node.id }),
    eventDefinitions: [timer(create, "timeDuration", minutes(sla.targetMin))],
  })
  const place = { x: bounds.x + bounds.width - 26, y: bounds.y + bounds.height - 18, width: 36, height: 36 }
  return [{ element: clock, bounds: place }]
}
