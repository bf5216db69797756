import type { ElkNode } from "elkjs/lib/elk-api"
import { contentsOf } from "@/core/design/annotations"
import type { Position } from "@/core/design/node-commands"
import { routesOf } from "@/core/design/routes"
import type { Annotation } from "@/core/flow/annotation"
import type { DraftGraph } from "@/core/flow/graph"
import { handleOf, type CardModel } from "./card-model"
import { exitHeights, nameLine } from "./guessed-size"
import { cardHeight, cardWidth } from "./underpass"

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
/** About what a route's name takes up, so that the layout leaves room for it. */
const charPx = 6.6
const chipPxMax = 168

export function elkGraph(
  graph: DraftGraph,
  cards: ReadonlyMap<string, CardModel>,
  sizes: ReadonlyMap<string, Size>,
): ElkNode {
  const sorted = graph.nodes.flatMap(({ id }) => {
    const routes = routesOf(graph, id)
    return [...graph.edges.filter((edge) => edge.source === id && !routes.includes(edge)), ...routes]
  })
  const groups = holdersOf(graph)
  return {
    id: "flow",
    layoutOptions: groups.length > 0 ? { ...options, "elk.hierarchyHandling": "INCLUDE_CHILDREN" } : options,
    children: inGroups(graph, groups, (id) => {
      const card = cards.get(id)
      const { width, height } = sizes.get(id) ?? { width: cardWidth, height: card ? cardHeight(card) : 60 }
      const ports = [...(card ? exitHeights(card, height) : [])].map(([handle, y]) => ({
        id: `${id} ${handle}`,
        width: 1,
        height: 1,
        x: width,
        y,
        layoutOptions: { "elk.port.side": "EAST" },
      }))
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

/** A group that holds something, with the group it lies in. */
type Holder = { id: string; parent: string | null; members: readonly string[] }

/** Each thing lies in the smallest group around it; groups whose frames cross each other are no trouble. */
function holdersOf(graph: DraftGraph): Holder[] {
  const area = ({ size }: Annotation) => size.width * size.height
  const groups = (graph.annotations ?? [])
    .filter(({ kind }) => kind === "group")
    .toSorted((a, b) => area(a) - area(b))
    .map(({ id }) => ({ id, contents: contentsOf(graph, id) }))
  const nodes = new Set(graph.nodes.map(({ id }) => id))
  const held = new Set<string>()
  const holders = groups.map(({ id, contents }, index): Holder => {
    const members = contents.filter((one) => nodes.has(one) && !held.has(one))
    for (const one of members) held.add(one)
    const parent = groups.slice(index + 1).find((outer) => outer.contents.includes(id))?.id ?? null
    return { id, parent, members }
  })
  // A group without anything in it, directly or in a group inside, has no place of its own.
  const isEmpty = ({ id, members }: Holder): boolean =>
    members.length === 0 && holders.every((inner) => inner.parent !== id || isEmpty(inner))
  return holders.filter((holder) => !isEmpty(holder))
}

/** The cards as elk's nodes, those of a group inside of its node. */
function inGroups(graph: DraftGraph, groups: readonly Holder[], toElk: (id: string) => ElkNode): ElkNode[] {
  const held = new Set(groups.flatMap(({ members }) => members))
  const toGroup = ({ id, members }: Holder): ElkNode => ({
    id: groupId(id),
    layoutOptions: groupOptions,
    children: [...members.map(toElk), ...groups.filter(({ parent }) => parent === id).map(toGroup)],
  })
  const free = graph.nodes.filter(({ id }) => !held.has(id)).map(({ id }) => toElk(id))
  return [...free, ...groups.filter(({ parent }) => parent === null).map(toGroup)]
}

const groupId = (id: string) => `group ${id}`
/** What a group's frame is drawn with around its steps, and its title above. */
const groupOptions = { "elk.padding": "[top=52,left=28,bottom=28,right=28]" }

/** Where elk put the cards, counted from the canvas's own corner. Pure. */
export function placesOf({ children = [] }: ElkNode, from: Position = { x: 0, y: 0 }): [string, Position][] {
  return children.flatMap((child): [string, Position][] => {
    const at = { x: from.x + (child.x ?? 0), y: from.y + (child.y ?? 0) }
    return child.children ? placesOf(child, at) : [[child.id, { x: Math.round(at.x), y: Math.round(at.y) }]]
  })
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
    return new Map(placesOf(done))
  } finally {
    elk.terminateWorker()
  }
}
