import type { DraftEdge, DraftGraph } from "@/core/flow/graph"

/** The exit that a split's own routes leave by. Any number of edges may start there, in order of priority. */
export const routeExit = "route"
export const isRouteExit = (exit: string) => exit === routeExit

/** The routes of a split as they are tried: by priority, the fallback last. Pure. */
export function routesOf(graph: DraftGraph, nodeId: string): DraftEdge[] {
  return graph.edges
    .filter((edge) => edge.source === nodeId && edge.exit === routeExit)
    .toSorted((a, b) => Number(a.fallback) - Number(b.fallback) || a.priority - b.priority)
}

/** The priority that puts a new route behind all others. */
export const nextPriority = (graph: DraftGraph, nodeId: string): number =>
  Math.min(1000, Math.max(-1, ...routesOf(graph, nodeId).map(({ priority }) => priority)) + 1)
