import type { ElkNode } from "elkjs/lib/elk-api"
import type { Position } from "@/core/design/node-commands"
import { routesOf } from "@/core/design/routes"
import type { DraftGraph } from "@/core/flow/graph"
import { handleOf, type CardModel } from "./card-model"
import { cardHeight, cardWidth, rowHeight } from "./underpass"

export type Size = { width: number; height: number }

const options = {
  "elk.algorithm": "layered",
  "elk.direction": "RIGHT",
  "elk.layered.spacing.nodeNodeBetweenLayers": "96",
  "elk.spacing.nodeNode": "40",
  "elk.spacing.edgeNode": "28",
  "elk.spacing.componentComponent": "72",
  "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
  "elk.layered.crossingMinimization.strategy": "LAYER_SWEEP",
  "elk.layered.cycleBreaking.strategy": "DEPTH_FIRST",
  "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
}
/** Where lines reach a card that has no row for them: at the height of its name. */
const nameLine = 24
/** About what a route's name takes up, so that the layout leaves room for it. */
const charPx = 6.6
const chipPxMax = 168

function elkGraph(graph: DraftGraph, cards: ReadonlyMap<string, CardModel>, sizes: ReadonlyMap<string, Size>): ElkNode {
  const sorted = graph.nodes.flatMap(({ id }) => {
    const routes = routesOf(graph, id)
    return [...graph.edges.filter((edge) => edge.source === id && !routes.includes(edge)), ...routes]
  })
  return {
    id: "flow",
    layoutOptions: options,
    children: graph.nodes.map(({ id }) => {
      const card = cards.get(id)
      const { width, height } = sizes.get(id) ?? { width: cardWidth, height: card ? cardHeight(card) : 60 }
      const exits = card?.exits ?? []
      const isOneLine = exits.length === 1 && exits[0]?.exit !== "route"
      // Rows of exits lie at the bottom of a card, one above the other; ports there keep lines from crossing.
      let below = exits.reduce((sum, row) => sum + rowHeight(row), 4)
      const ports = exits.map((row) => {
        const y = isOneLine ? nameLine : height - below + rowHeight(row) / 2
        below -= rowHeight(row)
        return {
          id: `${id} ${row.handle}`,
          width: 1,
          height: 1,
          x: width,
          y,
          layoutOptions: { "elk.port.side": "EAST" },
        }
      })
      const entry = {
        id: `${id} in`,
        width: 1,
        height: 1,
        x: 0,
        y: nameLine,
        layoutOptions: { "elk.port.side": "WEST" },
      }
      return {
        id,
        width,
        height,
        layoutOptions: { "elk.portConstraints": "FIXED_POS" },
        ports: [entry, ...ports],
      }
    }),
    edges: sorted.map((edge) => ({
      id: edge.id,
      sources: [cards.get(edge.source) ? `${edge.source} ${handleOf(edge)}` : edge.source],
      targets: [`${edge.target} in`],
      labels: edge.name
        ? [{ text: edge.name, width: Math.min(chipPxMax, edge.name.length * charPx + 14), height: 20 }]
        : [],
    })),
  }
}

/**
 * Works out a left-to-right order of the flow in a worker. Rejects when the layout fails; the flow then stays as it is.
 * The library (1.5 MB) is loaded when first asked for.
 */
export async function layoutFlow(
  graph: DraftGraph,
  cards: ReadonlyMap<string, CardModel>,
  sizes: ReadonlyMap<string, Size>,
): Promise<ReadonlyMap<string, Position>> {
  const { default: Elk } = await import("elkjs/lib/elk-api")
  const elk = new Elk({
    workerFactory: () => new Worker(new URL("elkjs/lib/elk-worker.min.js", import.meta.url)),
  })
  try {
    const done = await elk.layout(elkGraph(graph, cards, sizes))
    return new Map((done.children ?? []).map(({ id, x = 0, y = 0 }) => [id, { x: Math.round(x), y: Math.round(y) }]))
  } finally {
    elk.terminateWorker()
  }
}
