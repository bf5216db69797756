import type { DraftGraph } from "@/core/flow/graph"
import { flowLimits } from "@/core/flow/graph"
import type { NodeKind } from "@/core/flow/node-kind"
import { routeExit } from "./routes"

/** What the editing rules need to know of a kind. */
export type KindShape = Pick<NodeKind, "hasEntry" | "exits">
export type KindOf = (kind: string) => KindShape | undefined

/** `edgeId` is the edge being bent to a new end; without it a new edge is asked for. */
export type Connection = { source: string; exit: string; target: string; edgeId?: string }

/** Why an edge may not be drawn. The interface says it in words. */
export const refusals = ["missing", "self", "noEntry", "noExit", "tooMany"] as const
export type Refusal = (typeof refusals)[number]

const hasExit = (shape: KindShape, config: unknown, exit: string) => shape.exits(config).some(({ id }) => id === exit)

/**
 * May this edge be drawn? Null when it may. Only what can never be right is refused here (an edge into the start); what
 * may become right with the next edit is a problem that the checks report. Pure.
 */
export function mayConnect(graph: DraftGraph, kindOf: KindOf, connection: Connection): Refusal | null {
  const source = graph.nodes.find(({ id }) => id === connection.source)
  const target = graph.nodes.find(({ id }) => id === connection.target)
  if (!source || !target) return "missing"
  if (source === target) return "self"
  // A kind this program does not know is shown and kept, but nothing is said about its ends.
  if (kindOf(target.kind)?.hasEntry === false) return "noEntry"
  const shape = kindOf(source.kind)
  const keepsExit = graph.edges.some(({ id, exit }) => id === connection.edgeId && exit === connection.exit)
  if (shape && !keepsExit && !hasExit(shape, source.config, connection.exit)) return "noExit"
  const takesOver =
    connection.exit !== routeExit &&
    graph.edges.some((edge) => edge.source === connection.source && edge.exit === connection.exit)
  if (connection.edgeId === undefined && !takesOver && graph.edges.length >= flowLimits.edges) return "tooMany"
  return null
}
