import type { DraftEdge, DraftGraph, DraftNode } from "@/core/flow/graph"

// Small graphs for the tests of this folder.

export const node = (id: string, more: Partial<DraftNode> = {}): DraftNode => ({
  id,
  kind: "handle",
  name: id.toUpperCase(),
  position: { x: 0, y: 0 },
  config: {},
  ...more,
})

export const edge = (source: string, target: string, more: Partial<DraftEdge> = {}): DraftEdge => ({
  id: `${source}-${target}`,
  source,
  exit: "next",
  target,
  name: "",
  condition: "",
  priority: 0,
  fallback: false,
  ...more,
})

export const graph = (nodes: DraftNode[], edges: DraftEdge[] = []): DraftGraph => ({
  nodes,
  edges,
  fields: [],
  settings: { homeUnitId: null, administratorIds: [] },
})
