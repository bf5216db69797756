"use client"

import { applyNodeChanges, type NodeChange } from "@xyflow/react"
import { useCallback, useState } from "react"
import type { DraftGraph } from "@/core/flow/graph"
import { annotationNodes, canvasEdges, canvasNodes, type ElementTexts } from "./canvas-elements"
import type { CanvasEdge, CanvasNode, CardLook, EdgeLook } from "./canvas-types"
import type { CardModel } from "./card-model"
import type { Selection } from "./designer-store"
import { withGuesses, withoutGuesses } from "./guessed-size"

/**
 * Of flows with more nodes than this, only what is in view is on the page: moving the view over 1,000 steps took 50 ms a
 * frame, most of it to find out what lies under the pointer. Smaller ones stay whole, so that nothing has to appear.
 */
export const wholeNodesMax = 150

export type CanvasInput = {
  graph: DraftGraph
  cards: ReadonlyMap<string, CardModel>
  texts: ElementTexts
  /** What a replay marks; null shows the flow itself. */
  looks: ReadonlyMap<string, CardLook> | null
  taken: ReadonlyMap<string, EdgeLook> | null
  wrongEdges: ReadonlySet<string>
  selection: Selection
  /** The note or group whose text is being typed. */
  writing?: string | null
  /** Only what is in view is on the page, where a flow is large. */
  isCulled?: boolean
}

const nodesOf = (input: CanvasInput, previous: readonly CanvasNode[]): CanvasNode[] => {
  const { graph, cards, looks, texts, selection, writing = null } = input
  const annotations = annotationNodes(graph, texts, selection.nodeIds, writing, previous)
  return [...annotations, ...canvasNodes(graph, cards, looks, texts, selection.nodeIds, previous)]
}
const edgesOf = (input: CanvasInput, previous: readonly CanvasEdge[]) =>
  canvasEdges(
    input.graph,
    input.cards,
    input.taken,
    { wrong: input.wrongEdges, chosen: input.selection.edgeIds },
    input.texts,
    previous,
  )

/**
 * xyflow's nodes and edges for a graph. They are state and not a plain derivation, because xyflow keeps in them what the
 * graph does not know: measured sizes and the place of a node while it is being dragged. The graph wins whenever it
 * changes, and what is chosen is always the page's word.
 */
export function useCanvasElements(input: CanvasInput) {
  const [nodes, setNodes] = useState(() => {
    const first = nodesOf(input, [])
    return input.isCulled && first.length > wholeNodesMax ? withGuesses(first) : first
  })
  const [edges, setEdges] = useState(() => edgesOf(input, []))
  const [seen, setSeen] = useState(input)
  const isStale = (Object.keys(input) as (keyof CanvasInput)[]).some((key) => seen[key] !== input[key])
  if (isStale) {
    setSeen(input)
    setNodes(nodesOf(input, nodes))
    setEdges(edgesOf(input, edges))
  }
  const onNodesChange = useCallback((changes: NodeChange<CanvasNode>[]) => {
    const kept = changes.filter(({ type }) => type === "dimensions" || type === "position")
    if (kept.length === 0) return
    const measured = new Set(kept.flatMap((change) => (change.type === "dimensions" ? [change.id] : [])))
    setNodes((current) => withoutGuesses(applyNodeChanges(kept, current), measured))
  }, [])
  return { nodes, edges, onNodesChange }
}
