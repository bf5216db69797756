import { getBezierPath, getSmoothStepPath, Position } from "@xyflow/react"

export type Ends = { sourceX: number; sourceY: number; targetX: number; targetY: number }

/** Handles are 24 px wide to be easy to hit and lie half outside the card; lines run from dot to border. */
const fromHandle = 8
const intoHandle = 11

/** A line goes forward when there is room for its curve. */
export const isForward = (sourceX: number, targetX: number) => targetX >= sourceX + 24

/** The middle of a line, for its "+". A forward curve is symmetric; one that leads back has its middle on the way below. */
export function edgeMiddle(ends: Ends, under: number | null): { x: number; y: number } {
  const isBack = under !== null && !isForward(ends.sourceX, ends.targetX)
  return { x: (ends.sourceX + ends.targetX) / 2, y: isBack ? under : (ends.sourceY + ends.targetY) / 2 }
}

/** A name stands right behind the exit its line leaves by, so that neighbours never cover each other. */
const chipGap = 10
const chipMin = 44

/**
 * Where the name of a line begins, and how long it may be before it would reach the next card. Null where there is no
 * room for any: a route's name stands on its card as well.
 */
export function edgeChip({ sourceX, sourceY, targetX }: Ends): { x: number; y: number; widthMax: number } | null {
  const room = isForward(sourceX, targetX) ? targetX - sourceX - 2 * chipGap : Infinity
  return room < chipMin ? null : { x: sourceX + chipGap - 4, y: sourceY, widthMax: room }
}

/**
 * The line of an edge. Forward it is one soft curve; backward it leaves to the right, runs
 * below the cards at `under` and comes in from the left, because a curve would cross what lies between. Pure.
 */
export function edgePath(ends: Ends, under: number | null): string {
  const trimmed = { ...ends, sourceX: ends.sourceX - fromHandle, targetX: ends.targetX + intoHandle }
  const sides = { ...trimmed, sourcePosition: Position.Right, targetPosition: Position.Left }
  if (isForward(ends.sourceX, ends.targetX) || under === null) {
    const [path] = getBezierPath({ ...sides, curvature: 0.32 })
    return path
  }
  const [path] = getSmoothStepPath({ ...sides, borderRadius: 16, offset: 28, centerY: under })
  return path
}
