import { getBezierPath, getSmoothStepPath, Position } from "@xyflow/react"

export type Ends = { sourceX: number; sourceY: number; targetX: number; targetY: number }

/** Handles are 24 px wide to be easy to hit and lie half outside the card; lines run from dot to border. */
const fromHandle = 8
const intoHandle = 11

/** A line goes forward when there is room for its curve. */
export const isForward = (sourceX: number, targetX: number) => targetX >= sourceX + 24

/**
 * The line of an edge and the middle of its label. Forward it is one soft curve; backward it leaves to the right, runs
 * below the cards at `under` and comes in from the left, because a curve would cross what lies between. Pure.
 */
export function edgePath(ends: Ends, under: number | null): { path: string; labelX: number; labelY: number } {
  const trimmed = { ...ends, sourceX: ends.sourceX - fromHandle, targetX: ends.targetX + intoHandle }
  const sides = { ...trimmed, sourcePosition: Position.Right, targetPosition: Position.Left }
  if (isForward(ends.sourceX, ends.targetX) || under === null) {
    const [path, labelX, labelY] = getBezierPath({ ...sides, curvature: 0.32 })
    return { path, labelX, labelY }
  }
  const [path] = getSmoothStepPath({ ...sides, borderRadius: 16, offset: 28, centerY: under })
  return { path, labelX: (ends.sourceX + ends.targetX) / 2, labelY: under }
}
