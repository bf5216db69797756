import { Position } from "@xyflow/react"
import type { CanvasNode, CardNode } from "./canvas-types"
import type { CardModel } from "./card-model"
import { cardHeight, cardWidth, rowHeight } from "./underpass"

/** Where lines reach a card that has no row for them: at the height of its name. */
export const nameLine = 24

/** The height at which each way out of a card of that height begins, by handle: rows lie at its bottom, one above the other. */
export function exitHeights({ exits }: CardModel, height: number): Map<string, number> {
  if (exits.length === 1 && exits[0]?.exit !== "route") return new Map(exits.map(({ handle }) => [handle, nameLine]))
  let below = exits.reduce((sum, row) => sum + rowHeight(row), 4)
  return new Map(
    exits.map((row) => {
      const y = height - below + rowHeight(row) / 2
      below -= rowHeight(row)
      return [row.handle, y]
    }),
  )
}

/** So that no card is as high as was guessed, and each is measured as soon as it is on the page. */
const offPx = 0.25

/**
 * The cards with a size and handles that are guessed from what is on them. The library draws what it knows no size of, to
 * measure it: of a flow of 1,000 steps that would be all of them, for the few that a window shows.
 */
export function withGuesses(nodes: readonly CanvasNode[]): CanvasNode[] {
  return nodes.map((node) => (node.type === "step" ? guessed(node) : node))
}

function guessed(node: CardNode): CardNode {
  const { card } = node.data
  const height = cardHeight(card)
  const point = { width: 1, height: 1 }
  const entry = { ...point, type: "target" as const, position: Position.Left, x: 0, y: nameLine }
  const exits = [...exitHeights(card, height)].map(([id, y]) => {
    return { ...point, id, type: "source" as const, position: Position.Right, x: cardWidth - 1, y }
  })
  const handles = card.hasEntry ? [entry, ...exits] : exits
  return { ...node, measured: { width: cardWidth, height: height + offPx }, handles }
}

/** What has been measured is guessed no more. The same array when nothing was. */
export function withoutGuesses(nodes: CanvasNode[], measured: ReadonlySet<string>): CanvasNode[] {
  if (!nodes.some(({ id, handles }) => handles && measured.has(id))) return nodes
  return nodes.map((node): CanvasNode => {
    if (!node.handles || !measured.has(node.id)) return node
    const { handles: _guess, ...rest } = node
    return rest as CanvasNode
  })
}
