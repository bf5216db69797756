import { MarkerType } from "@xyflow/react"
import type { Annotation } from "@/core/flow/annotation"
import type { DraftGraph } from "@/core/flow/graph"
import { same } from "@/core/design/same"
import type { AnnotationNode, CanvasEdge, CanvasNode, CardLook, CardNode, EdgeLook } from "./canvas-types"
import { handleOf, type CardModel } from "./card-model"
import { underpasses } from "./underpass"

/** Sentences that name nodes and edges for screen readers and tests. */
export type ElementTexts = {
  node: (card: CardModel) => string
  edge: (exit: string, from: string, to: string) => string
  annotation: (annotation: Annotation) => string
  nodeRole: string
  edgeRole: string
}

const marker = { type: MarkerType.ArrowClosed, width: 14, height: 14, color: "var(--edge)" } as const
const accentMarker = { ...marker, color: "var(--accent)" } as const

/**
 * The nodes as xyflow draws them. What did not change since `previous` is the same object: xyflow and React skip it.
 * Measured sizes live in xyflow's own nodes and are carried over.
 */
export function canvasNodes(
  graph: DraftGraph,
  cards: ReadonlyMap<string, CardModel>,
  looks: ReadonlyMap<string, CardLook> | null,
  texts: ElementTexts,
  chosen: ReadonlySet<string>,
  previous: readonly CanvasNode[],
): CardNode[] {
  const before = new Map(previous.flatMap((node) => (node.type === "step" ? [[node.id, node as CardNode]] : [])))
  // One tab stop for the whole canvas: the chosen node, else the first. Arrow keys do the rest.
  const tabStop = graph.nodes.find(({ id }) => chosen.has(id))?.id ?? graph.nodes[0]?.id
  return graph.nodes.flatMap((node): CardNode[] => {
    const card = cards.get(node.id)
    if (!card) return []
    const look = looks ? (looks.get(node.id) ?? { state: "ahead", badge: null }) : null
    const old = before.get(node.id)
    // Sentences are dear: 700 of them with every letter typed would be felt. The same card says the same.
    const describedAs = old?.data.card === card ? old.data.describedAs : texts.node(card)
    const isSameData =
      old && old.data.card === card && old.data.describedAs === describedAs && same(old.data.look, look)
    // Under the pointer a node is where the pointer is, whatever else happens meanwhile; the drop tells the graph.
    const position = old?.dragging ? old.position : node.position
    const isSamePlace = old && old.position.x === position.x && old.position.y === position.y
    const isChosen = chosen.has(node.id)
    const tabIndex = node.id === tabStop ? 0 : -1
    const isSameFocus = old && (old.selected ?? false) === isChosen && old.domAttributes?.tabIndex === tabIndex
    if (isSameData && isSamePlace && isSameFocus) return [old]
    const data = isSameData ? old.data : { card, look, describedAs }
    const label = look?.badge ? `${describedAs}, ${look.badge.label}` : describedAs
    return [
      {
        ...old,
        id: node.id,
        type: "step",
        position,
        data,
        selected: isChosen,
        zIndex: isChosen ? layers.chosen : layers.card,
        ariaLabel: label,
        domAttributes: { tabIndex, "aria-roledescription": texts.nodeRole },
      },
    ]
  })
}

/** Frames lie behind everything, the larger ones first; notes behind cards, which lines may cross. */
const layers = { group: -200, note: -1, card: 0, chosen: 10 } as const

/** Notes and groups as xyflow draws them. `writing`: the one whose text is being typed. */
export function annotationNodes(
  graph: DraftGraph,
  texts: ElementTexts,
  chosen: ReadonlySet<string>,
  writing: string | null,
  previous: readonly CanvasNode[],
): AnnotationNode[] {
  const before = new Map(
    previous.flatMap((node) => (node.type === "step" ? [] : [[node.id, node as AnnotationNode] as const])),
  )
  const area = ({ size }: Annotation) => size.width * size.height
  const ordered = (graph.annotations ?? []).toSorted((a, b) => area(b) - area(a))
  return ordered.map((annotation, index): AnnotationNode => {
    const old = before.get(annotation.id)
    const isChosen = chosen.has(annotation.id)
    const isWriting = annotation.id === writing
    const position = old?.dragging ? old.position : annotation.position
    const zIndex = annotation.kind === "note" ? layers.note : layers.group + index
    const isSame =
      old?.data.annotation === annotation &&
      old.data.isWriting === isWriting &&
      (old.selected ?? false) === isChosen &&
      old.zIndex === zIndex &&
      old.position.x === position.x &&
      old.position.y === position.y
    if (isSame) return old
    const describedAs = texts.annotation(annotation)
    // While a corner is pulled, xyflow knows the size; the graph is told at the end.
    const size = old?.resizing ? {} : { width: annotation.size.width, height: annotation.size.height }
    return {
      ...old,
      ...size,
      id: annotation.id,
      type: annotation.kind,
      position,
      data: { annotation, isWriting, describedAs },
      selected: isChosen,
      zIndex,
      // What lies in a frame is under the pointer, not the frame; its title and its rim take the pointer back.
      ...(annotation.kind === "group" && { style: { pointerEvents: "none" }, dragHandle: ".group-grip" }),
      ariaLabel: describedAs,
      domAttributes: { tabIndex: isChosen ? 0 : -1 },
    }
  })
}

/** The edges as xyflow draws them, unchanged ones as the same objects. `wrong`: those that problems point at. */
export function canvasEdges(
  graph: DraftGraph,
  cards: ReadonlyMap<string, CardModel>,
  looks: ReadonlyMap<string, EdgeLook> | null,
  marks: { wrong: ReadonlySet<string>; chosen: ReadonlySet<string> },
  texts: ElementTexts,
  previous: readonly CanvasEdge[],
): CanvasEdge[] {
  const before = new Map(previous.map((edge) => [edge.id, edge]))
  const under = underpasses(graph, cards)
  return graph.edges.flatMap((edge): CanvasEdge[] => {
    const source = cards.get(edge.source)
    const target = cards.get(edge.target)
    if (!source || !target) return []
    const old = before.get(edge.id)
    const look = looks ? (looks.get(edge.id) ?? "ahead") : null
    const height = under.get(edge.id) ?? null
    const className = marks.wrong.has(edge.id) ? "edge--wrong" : look ? `edge--${look}` : ""
    const isChosen = marks.chosen.has(edge.id)
    const isSame =
      old?.data?.edge === edge &&
      old.data.source === source &&
      old.data.target === target &&
      old.data.look === look &&
      old.data.under === height &&
      (old.className ?? "") === className &&
      (old.selected ?? false) === isChosen
    if (isSame) return [old]
    const handle = handleOf(edge)
    const row = source.exits.find((exit) => exit.handle === handle)
    const describedAs = texts.edge(row?.label ?? edge.exit, source.name, target.name)
    const data = { edge, source, target, look, under: height, describedAs }
    return [
      {
        ...old,
        id: edge.id,
        type: "route",
        source: edge.source,
        sourceHandle: handle,
        target: edge.target,
        data,
        className,
        selected: isChosen,
        markerEnd: look === "taken" ? accentMarker : marker,
        ariaLabel: describedAs,
        domAttributes: { "aria-roledescription": texts.edgeRole },
      },
    ]
  })
}
