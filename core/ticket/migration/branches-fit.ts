import type { ExecutableFlow } from "@/core/flow/executable-flow"
import type { Problem } from "@/core/problem"
import type { TicketState, Token } from "../state"
import { mapped, type MigrationPlan } from "./plan"
import { leavesBranch, sameBranch, stepName } from "./problems"
import { regionOf, type Region } from "./regions"

// Tokens of one split must stay inside it, each in a branch of its own: two that came to a join by one route would make it
// go on twice. What was so before the move (after a jump, say) is not held against it.

type Versions = { source: ExecutableFlow; target: ExecutableFlow }

/** Where one branch of a split stands: at a node, or at a join by an edge. */
type Stand = { nodeId: string; edgeId: string | undefined }

export function branchProblems({ source, target }: Versions, state: TicketState, plan: MigrationPlan): Problem[] {
  return Object.entries(state.splits ?? {}).flatMap(([splitId, { nodeId }]) => {
    const [before, after] = [regionOf(source, nodeId), regionOf(target, mapped(plan.nodes, nodeId))]
    const stands = standsIn(state, splitId)
      .map((stand) => ({ stand, ways: waysTo(source, nodeId, before, stand) }))
      .filter(({ ways }) => ways.size > 0)
      .map(({ stand, ways }) => {
        const there = { nodeId: mapped(plan.nodes, stand.nodeId), edgeId: edgeOf(plan, stand) }
        return { stand, there, ways, waysThere: waysTo(target, mapped(plan.nodes, nodeId), after, there) }
      })
    const outside = stands.filter(({ waysThere }) => waysThere.size === 0)
    if (outside.length > 0) {
      return outside.map(({ stand, there }) =>
        leavesBranch(stand.nodeId, stepName(source, stand.nodeId), stepName(target, there.nodeId)),
      )
    }
    const wereApart = areApart(stands.map(({ ways }) => ways))
    const stayApart = areApart(stands.map(({ waysThere }) => waysThere))
    return wereApart && !stayApart ? [sameBranch(nodeId, stepName(source, nodeId))] : []
  })
}

const edgeOf = (plan: MigrationPlan, { edgeId }: Stand) =>
  edgeId === undefined ? undefined : mapped(plan.edges, edgeId)

/** One stand for each branch of a split that is still there; a split inside it stands for its own branches. */
function standsIn({ tokens, activations, splits = {} }: TicketState, splitId: string): Stand[] {
  const stands = new Map<string, Stand>()
  for (const token of Object.values(tokens)) {
    if (token.failed || !token.path?.includes(splitId)) continue
    const inner = innerSplit(token, splitId)
    const activation = activations[token.activationId]
    const nodeId = (inner === undefined ? activation?.nodeId : splits[inner]?.nodeId) ?? token.nodeId
    stands.set(inner ?? token.id, { nodeId, edgeId: inner === undefined ? activation?.edgeId : undefined })
  }
  return [...stands.values()]
}

const innerSplit = ({ path = [] }: Token, splitId: string): string | undefined => path[path.indexOf(splitId) + 1]

/** The branches of the split by which it can have come to stand there. */
function waysTo(flow: ExecutableFlow, splitNodeId: string, region: Region, stand: Stand): ReadonlySet<string> {
  const { nodeId, edgeId } = stand
  const edge = flow.incoming.get(nodeId)?.find(({ id }) => id === edgeId)
  // A branch without a step leads from the split to the join itself.
  if (edge?.source === splitNodeId) return new Set([edge.id])
  return region.branchesOf.get(edge?.source ?? nodeId) ?? new Set()
}

/** True when each can have a branch of its own (a matching of stands to branches, by augmenting paths). */
function areApart(ways: ReadonlySet<string>[]): boolean {
  const ownerOf = new Map<string, number>()
  const place = (index: number, tried: Set<string>): boolean => {
    for (const branch of ways[index] ?? []) {
      if (tried.has(branch)) continue
      tried.add(branch)
      const owner = ownerOf.get(branch)
      if (owner === undefined || place(owner, tried)) {
        ownerOf.set(branch, index)
        return true
      }
    }
    return false
  }
  return ways.every((_, index) => place(index, new Set()))
}
