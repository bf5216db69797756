import type { DraftGraph } from "@/core/flow/graph"
import { isForward } from "./edge-path"
import type { CardModel, ExitRow } from "./card-model"

/** Width of a card; the style sheet has the same figure. */
export const cardWidth = 248
/** Height of an exit's row; the card's own classes have the same figures. */
export const rowHeight = ({ isTall }: Pick<ExitRow, "isTall">) => (isTall ? 44 : 28)
const gap = 28
/** Lines that lead back lie this far apart. */
const lane = 14

/** About how high a card will be drawn. Only lines that lead back and the layout of unseen cards rely on it. Pure. */
export function cardHeight(card: CardModel): number {
  const head = 20 + 20 + (card.summary ? 18 : 0) + (card.target ? 22 : 0)
  const isSingle = card.exits.length === 1 && card.exits[0]?.exit !== "route"
  return head + (isSingle || card.exits.length === 0 ? 0 : 9 + card.exits.reduce((sum, row) => sum + rowHeight(row), 0))
}

type Box = { left: number; right: number; top: number; bottom: number }

/** The first free height from `wanted` downward at which a line from one x to another touches no card. */
function freeHeight(boxes: readonly Box[], [from, to]: [number, number], wanted: number): number {
  const between = boxes.filter(({ left, right }) => right > Math.min(from, to) - gap && left < Math.max(from, to) + gap)
  let y = wanted
  for (const { top, bottom } of between.toSorted((a, b) => a.top - b.top)) {
    if (y > top - gap / 2 && y < bottom + gap / 2) y = bottom + gap
  }
  return y
}

/**
 * For each edge that leads back: the height at which it crosses over. Between its two cards when one lies well below the
 * other, else below both; in any case where no other card stands. Pure.
 */
export function underpasses(graph: DraftGraph, cards: ReadonlyMap<string, CardModel>): Map<string, number> {
  const boxes = new Map(
    graph.nodes.map(({ id, position: { x, y } }): [string, Box] => {
      const card = cards.get(id)
      return [id, { left: x, right: x + cardWidth, top: y, bottom: y + (card ? cardHeight(card) : 0) }]
    }),
  )
  const all = [...boxes.values()]
  const lanes = graph.edges.flatMap(({ id, source, target }) => {
    const from = boxes.get(source)
    const to = boxes.get(target)
    if (!from || !to || isForward(from.right, to.left)) return []
    const [upper, lower] = from.top < to.top ? [from, to] : [to, from]
    const isApart = lower.top - upper.bottom >= 2 * gap
    const wanted = isApart ? (upper.bottom + lower.top) / 2 : lower.bottom + gap
    return [{ id, y: freeHeight(all, [from.right, to.left], wanted) }]
  })
  // Lines that would lie on each other are spread.
  const taken = new Map<number, number>()
  return new Map(
    lanes.map(({ id, y }) => {
      const row = Math.round(y / lane)
      const before = taken.get(row) ?? 0
      taken.set(row, before + 1)
      return [id, y + before * lane]
    }),
  )
}
