import type { DraftGraph } from "@/core/flow/graph"
import { nodeKind } from "@/core/flow/nodes/kinds"
import type { FlowNames } from "./event-names"

/** What a flow's own graph calls its parts: names the author gave, else the kind's title; exits as the kinds title them. */
export function graphNames(graph: DraftGraph): FlowNames {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]))
  return {
    fields: graph.fields,
    nodeNames: Object.fromEntries(
      graph.nodes.map((node) => [node.id, node.name ? node.name : (nodeKind(node.kind)?.title ?? node.kind)]),
    ),
    routeNames: Object.fromEntries(graph.edges.map((edge) => [edge.id, edge.name])),
    exitTitle: (nodeId, exit) => {
      const node = nodes.get(nodeId)
      const kind = node && nodeKind(node.kind)
      const config = kind?.schema.safeParse(node?.config)
      if (!kind || !config?.success) return null
      return kind.exits(config.data).find(({ id }) => id === exit)?.title ?? null
    },
  }
}
