"use client"

import { applyEdgeChanges, applyNodeChanges, type EdgeChange, type NodeChange } from "@xyflow/react"
import { useCallback, useState } from "react"
import type { DraftGraph } from "@/core/flow/graph"
import { canvasEdges, canvasNodes, type ElementTexts } from "./canvas-elements"
import type { CanvasEdge, CanvasNode, CardLook } from "./canvas-types"
import type { CardModel } from "./card-model"

export type CanvasInput = {
  graph: DraftGraph
  cards: ReadonlyMap<string, CardModel>
  texts: ElementTexts
  /** What a replay marks; null shows the flow itself. */
  looks: ReadonlyMap<string, CardLook> | null
  taken: ReadonlyMap<string, "taken" | "ahead"> | null
  wrongEdges: ReadonlySet<string>
}

const nodesOf = (input: CanvasInput, previous: readonly CanvasNode[]) =>
  canvasNodes(input.graph, input.cards, input.looks, input.texts, previous)
const edgesOf = (input: CanvasInput, previous: readonly CanvasEdge[]) =>
  canvasEdges(input.graph, input.cards, input.taken, input.wrongEdges, input.texts, previous)

/**
 * xyflow's nodes and edges for a graph. They are state and not a plain derivation, because xyflow keeps in them what the
 * graph does not know: measured sizes, the selection, and the place of a node while it is being dragged. The graph wins
 * whenever it changes.
 */
export function useCanvasElements(input: CanvasInput) {
  const [nodes, setNodes] = useState(() => nodesOf(input, []))
  const [edges, setEdges] = useState(() => edgesOf(input, []))
  const [seen, setSeen] = useState(input)
  const isStale = (Object.keys(input) as (keyof CanvasInput)[]).some((key) => seen[key] !== input[key])
  if (isStale) {
    setSeen(input)
    setNodes(nodesOf(input, nodes))
    setEdges(edgesOf(input, edges))
  }
  const onNodesChange = useCallback(
    (changes: NodeChange<CanvasNode>[]) => setNodes((current) => applyNodeChanges(changes, current)),
    [],
  )
  const onEdgesChange = useCallback(
    (changes: EdgeChange<CanvasEdge>[]) => setEdges((current) => applyEdgeChanges(changes, current)),
    [],
  )
  return { nodes, edges, setNodes, setEdges, onNodesChange, onEdgesChange }
}
