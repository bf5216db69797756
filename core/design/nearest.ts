import type { DraftGraph } from "@/core/flow/graph"

export type Direction = "left" | "right" | "up" | "down"

/**
 * The step, note or group an arrow key goes to: along an edge when one leads that way (left and right), else the nearest node in that
 * direction, sideways distance counting double. Null at the rim. Pure.
 */
export function nearestNode(graph: DraftGraph, nodeId: string, direction: Direction): string | null {
  const places = [...graph.nodes, ...(graph.annotations ?? [])]
  const from = places.find(({ id }) => id === nodeId)
  if (!from) return null
  const isSideways = direction === "left" || direction === "right"
  const sign = direction === "left" || direction === "up" ? -1 : 1
  const linked = new Set(
    graph.edges.flatMap(({ source, target }) => {
      if (direction === "right" && source === nodeId) return [target]
      return direction === "left" && target === nodeId ? [source] : []
    }),
  )
  const candidates = places.flatMap(({ id, position }) => {
    const dx = position.x - from.position.x
    const dy = position.y - from.position.y
    const ahead = sign * (isSideways ? dx : dy)
    if (id === nodeId || ahead <= 0) return []
    return [{ id, distance: ahead + 2 * Math.abs(isSideways ? dy : dx), isLinked: linked.has(id) }]
  })
  const nearest = candidates.toSorted((a, b) => Number(b.isLinked) - Number(a.isLinked) || a.distance - b.distance)[0]
  return nearest?.id ?? null
}
