import type { DraftEdge, DraftGraph } from "@/core/flow/graph"
import { isForward } from "./edge-path"
import type { CardModel } from "./card-model"

/** Width of a card; the style sheet has the same figure. */
export const cardWidth = 248
const gap = 28
/** Lines that lead back lie this far apart. */
const lane = 14

/** About how high a card will be drawn. Only lines that lead back and the layout of unseen cards rely on it. Pure. */
export function cardHeight(card: CardModel): number {
  const head = 20 + 20 + (card.summary ? 18 : 0) + (card.target ? 22 : 0)
  const isSingle = card.exits.length === 1 && card.exits[0]?.exit !== "route"
  return head + (isSingle || card.exits.length === 0 ? 0 : 9 + 28 * card.exits.length)
}

/** For each edge that leads back: the height at which it passes below every card between its ends. Pure. */
export function underpasses(graph: DraftGraph, cards: ReadonlyMap<string, CardModel>): Map<string, number> {
  const boxes = new Map(
    graph.nodes.map(({ id, position }) => {
      const card = cards.get(id)
      return [
        id,
        { left: position.x, right: position.x + cardWidth, bottom: position.y + (card ? cardHeight(card) : 0) },
      ]
    }),
  )
  const backward = graph.edges.filter(({ source, target }) => {
    const from = boxes.get(source)
    const to = boxes.get(target)
    return from && to && !isForward(from.right, to.left)
  })
  const depth = (edge: DraftEdge): number => {
    const from = boxes.get(edge.source)?.right ?? 0
    const to = boxes.get(edge.target)?.left ?? 0
    const between = [...boxes.values()].filter(({ left, right }) => right > to - gap && left < from + gap)
    return Math.max(...between.map(({ bottom }) => bottom)) + gap
  }
  return new Map(backward.map((edge, index) => [edge.id, depth(edge) + index * lane]))
}
