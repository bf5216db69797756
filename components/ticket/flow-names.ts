import type { DraftGraph } from "@/core/flow/graph"
import type { PartNames } from "@/core/flow/part-names"
import type { FlowNames } from "./event-names"

/** What a ticket's flow calls its parts. The server says it: the node kinds bring the whole expression language along. */
export const flowNamesOf = ({ graph, names }: { graph: DraftGraph; names: PartNames }): FlowNames => ({
  fields: graph.fields,
  nodeNames: names.nodes,
  routeNames: Object.fromEntries(graph.edges.map((edge) => [edge.id, edge.name])),
  exitTitle: (nodeId, exit) => names.exits[nodeId]?.[exit] ?? null,
})
