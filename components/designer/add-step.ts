import { addNode, insertNode, type Origin, type Position } from "@/core/design/node-commands"
import { freePlace, placeAfter, roomBetween } from "@/core/design/free-place"
import { freeName } from "@/core/design/fragment"
import type { DraftEdge, DraftGraph, DraftNode } from "@/core/flow/graph"
import type { NodeKind } from "@/core/flow/node-kind"
import type { Locale } from "@/core/text"
import { exitsOf } from "./card-model"
import type { DesignerStore } from "./designer-store"
import { isStart } from "./kind-catalogue"
import { newId } from "./new-id"
import { nodeKind } from "@/core/flow/nodes/kinds"

/** Where a new step goes. Nothing given: behind the chosen node, or at the right end of the flow. */
export type StepPlace = { from?: Origin; edgeId?: string; at?: Position }

function newNode(graph: DraftGraph, kind: NodeKind, locale: Locale, position: Position): DraftNode {
  return {
    id: newId(),
    kind: kind.kind,
    name: freeName(kind.title[locale], new Set(graph.nodes.map(({ name }) => name))),
    position,
    config: kind.defaults() as DraftNode["config"],
  }
}

/** A flow has one start. */
export const mayAdd = (graph: DraftGraph, kind: NodeKind): boolean =>
  !isStart(kind) || !graph.nodes.some((node) => isStart(nodeKind(node.kind)))

/** The exit of a chosen node that a new step is connected to: the first that leads nowhere yet. */
export function openExit(graph: DraftGraph, nodeId: string): Origin | null {
  const node = graph.nodes.find(({ id }) => id === nodeId)
  const kind = node && nodeKind(node.kind)
  if (!node || !kind) return null
  const taken = new Set(graph.edges.filter(({ source }) => source === nodeId).map(({ exit }) => exit))
  const exit = exitsOf(kind, node.config).find(({ id, many }) => many || !taken.has(id))
  return exit ? { nodeId, exit: exit.id } : null
}

/** Adds a step of this kind and chooses it. Returns its id, or null when the flow may have no more of its kind. */
export function addStep(store: DesignerStore, kind: NodeKind, locale: Locale, place: StepPlace = {}): string | null {
  const graph = store.graph()
  if (!mayAdd(graph, kind)) return null
  const [chosen] = store.get().selection.nodeIds
  const edge = graph.edges.find(({ id }) => id === place.edgeId)
  if (edge && kind.hasEntry) return insertStep(store, kind, locale, edge, place.at)
  const from = place.from ?? (place.at || !chosen ? null : openExit(graph, chosen))
  const position = place.at ? freePlace(graph, place.at) : placeAfter(graph, from?.nodeId ?? chosen ?? null)
  const node = newNode(graph, kind, locale, position)
  const origin = from && kind.hasEntry ? { ...from, edgeId: newId() } : undefined
  store.run(addNode(graph, node, origin), [node.id])
  return node.id
}

function insertStep(
  store: DesignerStore,
  kind: NodeKind,
  locale: Locale,
  edge: DraftEdge,
  wanted: Position | undefined,
): string {
  const graph = store.graph()
  const { at, moved } = wanted
    ? { at: freePlace(graph, wanted), moved: undefined }
    : roomBetween(graph, edge.source, edge.target)
  const node = newNode(graph, kind, locale, at)
  const exit = exitsOf(kind, node.config)[0]
  store.run(insertNode(graph, node, edge.id, exit ? { edgeId: newId(), exit: exit.id } : null, moved), [node.id])
  return node.id
}
