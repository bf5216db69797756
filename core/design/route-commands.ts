import type { DraftEdge, DraftGraph } from "@/core/flow/graph"
import { command, type Command } from "./command"
import { newEdge, withEdge, type Origin } from "./node-commands"
import { routesOf } from "./routes"

const updateEdge = (graph: DraftGraph, edgeId: string, update: (edge: DraftEdge) => DraftEdge): DraftGraph => ({
  ...graph,
  edges: graph.edges.map((edge) => (edge.id === edgeId ? update(edge) : edge)),
})

export const connect = (graph: DraftGraph, edgeId: string, from: Origin, target: string): Command =>
  command("connect", graph, withEdge(graph, newEdge(graph, edgeId, from, target)))

/** Bends one end of an edge. A single exit that already has an edge gives it up to this one. */
export function reconnect(
  graph: DraftGraph,
  edgeId: string,
  to: { source: string; exit: string; target: string },
): Command {
  const edge = graph.edges.find(({ id }) => id === edgeId)
  if (!edge) return command("reconnect", graph, graph)
  const without = { ...graph, edges: graph.edges.filter(({ id }) => id !== edgeId) }
  const isSameStart = edge.source === to.source && edge.exit === to.exit
  const fresh = newEdge(without, edgeId, { nodeId: to.source, exit: to.exit }, to.target)
  if (isSameStart)
    return command(
      "reconnect",
      graph,
      updateEdge(graph, edgeId, (old) => ({ ...old, target: to.target })),
    )
  const holder = without.edges.find(({ source, exit }) => source === to.source && exit === to.exit && exit !== "route")
  const freed = holder ? { ...without, edges: without.edges.filter((other) => other !== holder) } : without
  // Name and condition travel along; priority and fallback belong to the exit it left.
  const moved = { ...fresh, name: edge.name, condition: edge.condition }
  return command("reconnect", graph, { ...freed, edges: [...freed.edges, moved] })
}

export const renameRoute = (graph: DraftGraph, edgeId: string, name: string): Command =>
  command(
    "renameRoute",
    graph,
    updateEdge(graph, edgeId, (edge) => ({ ...edge, name: name.slice(0, 120) })),
    `route:${edgeId}`,
  )

export const setCondition = (graph: DraftGraph, edgeId: string, condition: string): Command =>
  command(
    "setCondition",
    graph,
    updateEdge(graph, edgeId, (edge) => ({ ...edge, condition })),
    `condition:${edgeId}`,
  )

/** Makes a route the one that is taken when no condition holds. A split has one: the earlier one steps down. */
export function setFallback(graph: DraftGraph, edgeId: string, isFallback: boolean): Command {
  const chosen = graph.edges.find(({ id }) => id === edgeId)
  const edges = graph.edges.map((edge) => {
    if (edge.id === edgeId) return { ...edge, fallback: isFallback }
    const isRival = isFallback && edge.fallback && edge.source === chosen?.source && edge.exit === chosen.exit
    return isRival ? { ...edge, fallback: false } : edge
  })
  return command("setFallback", graph, { ...graph, edges })
}

/** Puts the routes of a split into this order; priorities are numbered anew from 0. */
export function reorderRoutes(graph: DraftGraph, nodeId: string, edgeIds: readonly string[]): Command {
  const rank = new Map(edgeIds.map((id, index) => [id, index]))
  const ordered = routesOf(graph, nodeId).toSorted((a, b) => (rank.get(a.id) ?? 0) - (rank.get(b.id) ?? 0))
  const priority = new Map(ordered.map(({ id }, index) => [id, index]))
  const edges = graph.edges.map((edge) => {
    const place = priority.get(edge.id)
    return place === undefined || place === edge.priority ? edge : { ...edge, priority: place }
  })
  return command("reorderRoutes", graph, { ...graph, edges })
}
