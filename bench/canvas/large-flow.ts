import type { DraftEdge, DraftGraph, DraftNode } from "@/core/flow/graph"
import { approval } from "@/core/flow/nodes/approval"
import { close } from "@/core/flow/nodes/close"
import { exclusive } from "@/core/flow/nodes/exclusive"
import { handle } from "@/core/flow/nodes/handle"
import { start } from "@/core/flow/nodes/start"
import { edge, node, route } from "@/core/flow/starters/starter"

const groupsPerRow = 12

/**
 * A flow of about that many steps and routes, as people draw large ones: splits with a condition and a fallback, two people
 * on the ways between, rows of twelve below each other; single steps where there are fewer routes than that.
 */
export function largeFlow(nodeCount: number, edgeCount: number, personId: string): DraftGraph {
  const groups = Math.min(Math.floor((nodeCount - 2) / 3), edgeCount - nodeCount)
  const singles = nodeCount - 2 - groups * 3
  const people = { type: "named" as const, personIds: [personId] }
  const nodes: DraftNode[] = [node("start", "start", "Start", [-1, 0], { ...start.defaults() })]
  const edges: DraftEdge[] = []
  let last: (target: string) => DraftEdge[] = (target) => [edge("start", "next", target)]
  const cellOf = (index: number, dx: number, dy: number) =>
    [(index % groupsPerRow) * 2.2 + dx, Math.floor(index / groupsPerRow) * 2.6 + dy] as const
  for (let index = 0; index < groups + singles; index += 1) {
    const id = `s${index}`
    edges.push(...last(id))
    if (index >= groups) {
      nodes.push(node(id, "handle", `Look at case ${index}`, cellOf(index, 0, 0), { ...handle.defaults(), people }))
      last = (target) => [edge(id, "done", target)]
      continue
    }
    nodes.push(
      node(id, "exclusive", `Which way ${index}?`, cellOf(index, 0, 0), { ...exclusive.defaults() }),
      node(`${id}a`, "approval", `Decide ${index}`, cellOf(index, 1.1, -0.5), { ...approval.defaults(), people }),
      node(`${id}b`, "handle", `Handle ${index}`, cellOf(index, 1.1, 0.7), { ...handle.defaults(), people }),
    )
    edges.push(route(id, `${id}a`, "large", `amount >= ${index * 100}`), route(id, `${id}b`, ""))
    last = (target) => [edge(`${id}a`, "approved", target), edge(`${id}b`, "done", target)]
  }
  nodes.push(node("end", "close", "End", cellOf(groups + singles, 0, 0), { ...close.defaults() }))
  edges.push(...last("end"))
  const label = { en: "Amount", zh: "金额" }
  return {
    nodes,
    edges,
    fields: [{ key: "amount", type: "money", nullable: false, required: true, label }],
    settings: { homeUnitId: null, administratorIds: [personId] },
  }
}
