import type { DraftNode } from "@/core/flow/graph"
import { cardSize, placeOf, type Bounds } from "./bounds"
import { numberOf, partOf, partsOf, type Element } from "./element"

/** Where the diagrams of a file show its elements. */
export function boundsByElement(definitions: Element): Map<Element, Bounds> {
  const found = new Map<Element, Bounds>()
  for (const diagram of partsOf(definitions, "diagrams")) {
    const plane = partOf(diagram, "plane")
    for (const shape of plane ? partsOf(plane, "planeElement") : []) {
      const [element, bounds] = [partOf(shape, "bpmnElement"), partOf(shape, "bounds")]
      if (!element || !bounds) continue
      const [x, y, width, height] = ["x", "y", "width", "height"].map((name) => numberOf(bounds, name))
      if (x == null || y == null || found.has(element)) continue
      found.set(element, { x, y, width: width ?? 0, height: height ?? 0 })
    }
  }
  return found
}

type Position = DraftNode["position"]

const neighbour = { width: 300, height: 140 } as const
const wideMost = 3.2
const tallMost = 2.4

/**
 * Other tools draw their signs smaller and closer. The picture is kept and drawn apart just as far as our cards need, so
 * that neighbours do not cover each other.
 */
export function spread(bounds: readonly Bounds[]): (one: Bounds) => Position {
  const centres = bounds.map(({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 }))
  let [dx, dy] = [Infinity, Infinity]
  for (const [index, one] of centres.entries()) {
    for (const other of centres.slice(index + 1)) {
      const [across, down] = [Math.abs(one.x - other.x), Math.abs(one.y - other.y)]
      if (across >= down && across > 20) dx = Math.min(dx, across)
      else if (down > 20) dy = Math.min(dy, down)
    }
  }
  const wide = Math.min(wideMost, Math.max(1, neighbour.width / dx))
  const tall = Math.min(tallMost, Math.max(1, neighbour.height / dy))
  return (one) => {
    const { x, y } = placeOf(one)
    return {
      x: Math.round((x + cardSize.width / 2) * wide - cardSize.width / 2),
      y: Math.round((y + cardSize.height / 2) * tall - cardSize.height / 2),
    }
  }
}

/** The same for what lies around or beside the signs: drawn apart with them, and wider by what a card is wider than a sign. */
export function spreadFrame(bounds: readonly Bounds[]): (frame: Bounds) => Bounds {
  const place = spread(bounds)
  const point = (x: number, y: number) => {
    const card = place({ x, y, width: 0, height: 0 })
    return { x: card.x + cardSize.width / 2, y: card.y + cardSize.height / 2 }
  }
  const [sign] = bounds
  const rim = {
    x: Math.max(0, Math.round((cardSize.width - (sign?.width ?? cardSize.width)) / 2)),
    y: Math.max(0, Math.round((cardSize.height - (sign?.height ?? cardSize.height)) / 2)),
  }
  return ({ x, y, width, height }) => {
    const from = point(x, y)
    const to = point(x + width, y + height)
    return {
      x: from.x - rim.x,
      y: from.y - rim.y,
      width: to.x - from.x + 2 * rim.x,
      height: to.y - from.y + 2 * rim.y,
    }
  }
}
