"use client"

import { useEffect, useMemo, useState } from "react"
import type { DraftGraph } from "@/core/flow/graph"
import type { FlowNames } from "./event-names"

type GraphNames = (graph: DraftGraph) => FlowNames

/**
 * What a flow calls its parts. The names the author gave are there at once; the titles of kinds and exits come a moment
 * later, because the kinds bring the whole expression language with them (140 kB) and nothing else here needs it.
 */
export function useFlowNames(graph: DraftGraph): FlowNames
export function useFlowNames(graph: DraftGraph | undefined): FlowNames | undefined
export function useFlowNames(graph: DraftGraph | undefined): FlowNames | undefined {
  const [graphNames, setGraphNames] = useState<GraphNames | null>(null)
  useEffect(() => {
    let isGone = false
    void import("./graph-names").then((module) => {
      if (!isGone) setGraphNames(() => module.graphNames)
    })
    return () => {
      isGone = true
    }
  }, [])
  return useMemo(() => graph && (graphNames ?? givenNames)(graph), [graph, graphNames])
}

const givenNames: GraphNames = (graph) => ({
  fields: graph.fields,
  nodeNames: Object.fromEntries(graph.nodes.map((node) => [node.id, node.name || node.kind])),
  routeNames: Object.fromEntries(graph.edges.map((edge) => [edge.id, edge.name])),
})
