import { addNode, insertNode, type Origin, type Position } from "@/core/design/node-commands"
import { freePlace, placeAfter, roomBetween } from "@/core/design/free-place"
import { freeName } from "@/core/design/fragment"
import type { DraftEdge, DraftGraph, DraftNode } from "@/core/flow/graph"
import type { NodeKind } from "@/core/flow/node-kind"
import type { Locale } from "@/core/text"
import type { DesignerStore } from "./designer-store"
import { isStart, type StepChoice } from "./kind-catalogue"
import { newId } from "./new-id"
import { nodeKind } from "@/core/flow/nodes/kinds"
import { exitsOf } from "@/core/flow/node-part"

/** Where a new step goes. Nothing given: behind the chosen node, or at the right end of the flow. */
export type StepPlace = { from?: Origin; edgeId?: string; at?: Position }

function newNode(graph: DraftGraph, choice: StepChoice, locale: Locale, position: Position): DraftNode {
  return {
    id: newId(),
    kind: choice.kind.kind,
    name: freeName(choice.title[locale], new Set(graph.nodes.map(({ name }) => name))),
    position,
    config: choice.config(),
  }
}

/** A flow has one start. */
export const mayAdd = (graph: DraftGraph, kind: NodeKind): boolean =>
  !isStart(kind) || !graph.nodes.some((node) => isStart(nodeKind(node.kind)))

/**
 * Where a step goes that is added behind a chosen one: at the first exit that leads nowhere yet, else in between on the
 * first exit's edge. Exits that may stay open ("rejected") are only used by hand: their silence has a meaning.
 */
export function behind(graph: DraftGraph, nodeId: string): Pick<StepPlace, "from" | "edgeId"> {
  const node = graph.nodes.find(({ id }) => id === nodeId)
  const kind = node && nodeKind(node.kind)
  if (!node || !kind) return {}
  const exits = exitsOf(kind, node.config)
  const edgeOf = (exit: string) => graph.edges.find((edge) => edge.source === nodeId && edge.exit === exit)
  const open = exits.find(({ id, many, optional }) => many || (!optional && !edgeOf(id)))
  if (open) return { from: { nodeId, exit: open.id } }
  const taken = exits.map(({ id }) => edgeOf(id)).find((edge) => edge !== undefined)
  return taken ? { edgeId: taken.id } : {}
}

/** Adds a step of this kind and chooses it. Returns its id, or null when the flow may have no more of its kind. */
export function addStep(
  store: DesignerStore,
  choice: StepChoice,
  locale: Locale,
  place: StepPlace = {},
): string | null {
  const { kind } = choice
  const graph = store.graph()
  if (!mayAdd(graph, kind)) return null
  const { nodeIds, edgeIds } = store.get().selection
  const [chosen] = nodeIds
  const isPlaced = place.at ?? place.from ?? place.edgeId
  const chosenPlace = chosen ? behind(graph, chosen) : { edgeId: [...edgeIds][0] }
  const { from, edgeId } = isPlaced ? place : chosenPlace
  const edge = graph.edges.find(({ id }) => id === edgeId)
  if (edge && kind.hasEntry) return insertStep(store, choice, locale, edge, place.at)
  const position = place.at ? freePlace(graph, place.at) : placeAfter(graph, from?.nodeId ?? chosen ?? null)
  const node = newNode(graph, choice, locale, position)
  const origin = from && kind.hasEntry ? { ...from, edgeId: newId() } : undefined
  store.run(addNode(graph, node, origin), [node.id])
  return node.id
}

function insertStep(
  store: DesignerStore,
  choice: StepChoice,
  locale: Locale,
  edge: DraftEdge,
  wanted: Position | undefined,
): string {
  const graph = store.graph()
  const { at, moved } = wanted
    ? { at: freePlace(graph, wanted), moved: undefined }
    : roomBetween(graph, edge.source, edge.target)
  const node = newNode(graph, choice, locale, at)
  const exit = exitsOf(choice.kind, node.config)[0]
  store.run(insertNode(graph, node, edge.id, exit ? { edgeId: newId(), exit: exit.id } : null, moved), [node.id])
  return node.id
}
