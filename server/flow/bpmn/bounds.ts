import type { DraftNode } from "@/core/flow/graph"
import type { BpmnFace } from "@/core/flow/node-kind"

export type Bounds = { x: number; y: number; width: number; height: number }

/** What a card of the designer takes up. */
export const cardSize = { width: 248, height: 88 } as const

const sizeOf = (element: BpmnFace["element"]): { width: number; height: number } => {
  if (element.endsWith("Gateway")) return { width: 50, height: 50 }
  if (element.endsWith("Event")) return { width: 36, height: 36 }
  return { width: 160, height: cardSize.height }
}

/** Where a node stands in the diagram of a BPMN file: its sign in the middle of its card, so that the picture is the same. */
export function boundsOf(element: BpmnFace["element"], { x, y }: DraftNode["position"]): Bounds {
  const { width, height } = sizeOf(element)
  return { x: x + (cardSize.width - width) / 2, y: y + (cardSize.height - height) / 2, width, height }
}

/** The card's place for a sign's, whatever its size. */
export const placeOf = ({ x, y, width, height }: Bounds): DraftNode["position"] => ({
  x: x + width / 2 - cardSize.width / 2,
  y: y + height / 2 - cardSize.height / 2,
})

/** The line from one sign to another: straight ahead, or around below when it goes back. */
export function waypoints(from: Bounds, to: Bounds): { x: number; y: number }[] {
  const start = { x: from.x + from.width, y: from.y + from.height / 2 }
  const end = { x: to.x, y: to.y + to.height / 2 }
  if (end.x >= start.x) {
    if (start.y === end.y) return [start, end]
    const middle = (start.x + end.x) / 2
    return [start, { x: middle, y: start.y }, { x: middle, y: end.y }, end]
  }
  const below = Math.max(from.y + from.height, to.y + to.height) + 40
  const [out, back] = [
    { x: from.x + from.width / 2, y: from.y + from.height },
    { x: to.x + to.width / 2, y: to.y + to.height },
  ]
  return [out, { x: out.x, y: below }, { x: back.x, y: below }, back]
}
