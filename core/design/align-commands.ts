import type { DraftGraph } from "@/core/flow/graph"
import { command, type Command } from "./command"
import { placed } from "./node-commands"

/** What is brought onto one line: an edge of the cards, or their middles. */
export const alignments = ["left", "centerX", "right", "top", "centerY", "bottom"] as const
export type Alignment = (typeof alignments)[number]

/** The direction in which the gaps between cards become equal. */
export const spreads = ["across", "down"] as const
export type Spread = (typeof spreads)[number]

/** Even gaps need a first card, a last one, and one between them. */
export const leastToDistribute = 3

/** How large a card is drawn, in canvas pixels. */
export type Size = { width: number; height: number }
type Span = { id: string; from: number; length: number }

const unknownSize: Size = { width: 0, height: 0 }
/** How much of a card's length lies before the line it is brought onto. */
const shares: Record<Alignment, number> = { left: 0, centerX: 0.5, right: 1, top: 0, centerY: 0.5, bottom: 1 }
const acrossAlignments: ReadonlySet<Alignment> = new Set(["left", "centerX", "right"])

function spansOf(
  graph: DraftGraph,
  nodeIds: ReadonlySet<string>,
  sizes: ReadonlyMap<string, Size>,
  isAcross: boolean,
): Span[] {
  return graph.nodes.flatMap(({ id, position }) => {
    if (!nodeIds.has(id)) return []
    const { width, height } = sizes.get(id) ?? unknownSize
    return [isAcross ? { id, from: position.x, length: width } : { id, from: position.y, length: height }]
  })
}

/** The same graph with the cards' starts moved along one axis. */
function movedAlong(graph: DraftGraph, starts: ReadonlyMap<string, number>, isAcross: boolean): DraftGraph {
  const positions = graph.nodes.flatMap(({ id, position }) => {
    const start = starts.get(id)
    if (start === undefined) return []
    return [[id, isAcross ? { x: start, y: position.y } : { x: position.x, y: start }] as const]
  })
  return placed(graph, new Map(positions))
}

/**
 * Brings the chosen cards onto one line: the outermost edge of all of them, or the middle of the room they take.
 * Cards without a known size count as points.
 */
export function align(
  graph: DraftGraph,
  nodeIds: ReadonlySet<string>,
  alignment: Alignment,
  sizes: ReadonlyMap<string, Size>,
): Command {
  const isAcross = acrossAlignments.has(alignment)
  const spans = spansOf(graph, nodeIds, sizes, isAcross)
  const first = Math.min(...spans.map(({ from }) => from))
  const last = Math.max(...spans.map(({ from, length }) => from + length))
  const share = shares[alignment]
  const line = first + share * (last - first)
  const starts = new Map(spans.map(({ id, length }) => [id, line - share * length]))
  return command("align", graph, movedAlong(graph, starts, isAcross))
}

/** Makes the gaps between the chosen cards equal; the first and the last stay. Fewer than three stay as they are. */
export function distribute(
  graph: DraftGraph,
  nodeIds: ReadonlySet<string>,
  spread: Spread,
  sizes: ReadonlyMap<string, Size>,
): Command {
  const isAcross = spread === "across"
  const spans = spansOf(graph, nodeIds, sizes, isAcross).toSorted((a, b) => a.from - b.from)
  const [first] = spans
  const last = spans.at(-1)
  if (!first || !last || spans.length < leastToDistribute) return command("distribute", graph, graph)
  const inner = spans.slice(1, -1)
  const taken = inner.reduce((sum, { length }) => sum + length, 0)
  const gap = (last.from - first.from - first.length - taken) / (spans.length - 1)
  const starts = new Map<string, number>()
  let next = first.from + first.length + gap
  for (const { id, length } of inner) {
    starts.set(id, next)
    next += length + gap
  }
  return command("distribute", graph, movedAlong(graph, starts, isAcross))
}
