import type { DraftEdge, DraftGraph, DraftNode } from "@/core/flow/graph"
import { compareGraphs } from "./compare"

/** What became of a thing from one draft to another; a step that only stands elsewhere is as it was. */
export type Fate = "added" | "removed" | "changed" | "plain"

export type Overlay = {
  /** Everything that is in either draft: as it is in the later one, and what is gone from it as it was. */
  graph: DraftGraph
  nodes: ReadonlyMap<string, Fate>
  edges: ReadonlyMap<string, Fate>
}

/** Room a card takes, a little more than most: what is gone must not lie under what came in its place. */
const cardSize = { width: 260, height: 120 }
const stepDown = 140

/** Two drafts in one picture. Pure. */
export function overlayGraphs(before: DraftGraph, after: DraftGraph): Overlay {
  const changes = compareGraphs(before, after)
  const fates = (subject: "node" | "edge") =>
    new Map(
      changes.flatMap((change): [string, Fate][] => {
        if (change.subject !== subject) return []
        return [[change.id, change.change === "moved" ? "plain" : change.change]]
      }),
    )
  const [nodeFates, edgeFates] = [fates("node"), fates("edge")]
  const nodes = [...after.nodes]
  for (const node of before.nodes) if (nodeFates.get(node.id) === "removed") nodes.push(besides(node, nodes))
  const edges = [...after.edges, ...before.edges.filter(({ id }) => edgeFates.get(id) === "removed")]
  const all = <Item extends DraftNode | DraftEdge>(items: readonly Item[], known: ReadonlyMap<string, Fate>) =>
    new Map(items.map(({ id }): [string, Fate] => [id, known.get(id) ?? "plain"]))
  return { graph: { ...after, nodes, edges }, nodes: all(nodes, nodeFates), edges: all(edges, edgeFates) }
}

/** Where it was, or below what stands there now. */
function besides(node: DraftNode, others: readonly DraftNode[]): DraftNode {
  let { position } = node
  const isTaken = () =>
    others.some(
      ({ position: other }) =>
        Math.abs(other.x - position.x) < cardSize.width && Math.abs(other.y - position.y) < cardSize.height,
    )
  while (isTaken()) position = { x: position.x, y: position.y + stepDown }
  return position === node.position ? node : { ...node, position }
}
