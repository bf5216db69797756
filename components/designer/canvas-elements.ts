import { MarkerType } from "@xyflow/react"
import type { DraftGraph } from "@/core/flow/graph"
import { same } from "@/core/design/same"
import type { CanvasEdge, CanvasNode, CardLook, EdgeLook } from "./canvas-types"
import { handleOf, type CardModel } from "./card-model"
import { underpasses } from "./underpass"

/** Sentences that name nodes and edges for screen readers and tests. */
export type ElementTexts = {
  node: (card: CardModel) => string
  edge: (exit: string, from: string, to: string) => string
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
): CanvasNode[] {
  const before = new Map(previous.map((node) => [node.id, node]))
  // One tab stop for the whole canvas: the chosen node, else the first. Arrow keys do the rest.
  const tabStop = graph.nodes.find(({ id }) => chosen.has(id))?.id ?? graph.nodes[0]?.id
  return graph.nodes.flatMap((node): CanvasNode[] => {
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
        ariaLabel: label,
        domAttributes: { tabIndex, "aria-roledescription": texts.nodeRole },
      },
    ]
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
