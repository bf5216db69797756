import type { ElkNode } from "elkjs/lib/elk-api"
import type { DraftEdge, DraftNode } from "@/core/flow/graph"
import { cardSize } from "./bounds"

/** A left-to-right order for steps that come without a picture. The library (1.5 MB) is loaded when first asked for. */
export async function arrange(nodes: readonly DraftNode[], edges: readonly DraftEdge[]): Promise<DraftNode[]> {
  const { default: Elk } = await import("elkjs/lib/elk.bundled.js")
  const flow: ElkNode = {
    id: "flow",
    layoutOptions: {
      "elk.algorithm": "layered",
      "elk.direction": "RIGHT",
      "elk.layered.spacing.nodeNodeBetweenLayers": "96",
      "elk.spacing.nodeNode": "48",
    },
    children: nodes.map(({ id }) => ({ id, ...cardSize })),
    edges: edges.map(({ id, source, target }) => ({ id, sources: [source], targets: [target] })),
  }
  const { children = [] } = await new Elk().layout(flow)
  const places = new Map(children.map(({ id, x = 0, y = 0 }) => [id, { x: Math.round(x), y: Math.round(y) }]))
  return nodes.map((node) => ({ ...node, position: places.get(node.id) ?? node.position }))
}
