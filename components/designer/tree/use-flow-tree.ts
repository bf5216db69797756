"use client"

import { useState } from "react"
import { flowTree, type FlowTree, type NodeFacts } from "@/core/design/tree/flow-tree"
import type { DraftGraph, DraftNode } from "@/core/flow/graph"
import { nodePart } from "@/core/flow/node-part"

type Kept = { graph: DraftGraph; tree: FlowTree; facts: ReadonlyMap<string, { node: DraftNode; facts: NodeFacts }> }

function make(graph: DraftGraph, previous: Kept | null): Kept {
  const facts = new Map(
    graph.nodes.map((node) => {
      const old = previous?.facts.get(node.id)
      if (old && old.node.kind === node.kind && old.node.config === node.config) return [node.id, old]
      const { exits, group } = nodePart(node)
      return [node.id, { node, facts: { exits, isStart: group === "start", isRouting: group === "routing" } }]
    }),
  )
  const none: NodeFacts = { exits: [], isStart: false, isRouting: false }
  return { graph, facts, tree: flowTree(graph, (id) => facts.get(id)?.facts ?? none) }
}

/** The graph as a tree; steps whose settings did not change are not asked for their exits again. */
export function useFlowTree(graph: DraftGraph): FlowTree {
  const [kept, setKept] = useState(() => make(graph, null))
  if (kept.graph === graph) return kept.tree
  const isSameShape = kept.graph.nodes === graph.nodes && kept.graph.edges === graph.edges
  const next = isSameShape ? { ...kept, graph } : make(graph, kept)
  setKept(next)
  return next.tree
}
