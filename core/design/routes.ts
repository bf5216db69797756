import type { DraftEdge, DraftGraph } from "@/core/flow/graph"

/** The exit that a split's own routes leave by. Any number of edges may start there, in order of priority. */
export const routeExit = "route"
export const isRouteExit = (exit: string) => exit === routeExit

/** The routes among the edges that leave a split, as they are tried: by priority, the fallback last. Pure. */
export function inOrder(leaving: readonly DraftEdge[]): DraftEdge[] {
  return leaving
    .filter(({ exit }) => exit === routeExit)
    .toSorted((a, b) => Number(a.fallback) - Number(b.fallback) || a.priority - b.priority)
}

/** The routes of a split as they are tried. */
export const routesOf = (graph: DraftGraph, nodeId: string): DraftEdge[] =>
  inOrder(graph.edges.filter(({ source }) => source === nodeId))

/** The priority that puts a new route behind all others. */
export const nextPriority = (graph: DraftGraph, nodeId: string): number =>
  Math.min(1000, Math.max(-1, ...routesOf(graph, nodeId).map(({ priority }) => priority)) + 1)
