import type { ExecutableFlow } from "@/core/flow/executable-flow"
import type { DraftEdge } from "@/core/flow/graph"

/**
 * The inside of a split: what its branches lead to before all of them meet again, and by which of them. Where they never
 * meet, everything behind it. Pure; worked out once for each split of a version.
 */
export type Region = {
  /** The branches, as edges of the split, by which each node inside can be reached. */
  branchesOf: ReadonlyMap<string, ReadonlySet<string>>
}

const known = new WeakMap<ExecutableFlow, Map<string, Region>>()

export function regionOf(flow: ExecutableFlow, splitNodeId: string): Region {
  let regions = known.get(flow)
  if (!regions) known.set(flow, (regions = new Map()))
  let region = regions.get(splitNodeId)
  if (!region) regions.set(splitNodeId, (region = findRegion(flow, splitNodeId)))
  return region
}

function findRegion(flow: ExecutableFlow, splitNodeId: string): Region {
  const node = flow.nodes.get(splitNodeId)
  const many = new Set(node?.kind.exits(node.config).flatMap((exit) => (exit.many ? [exit.id] : [])))
  const branches = edgesFrom(flow, splitNodeId).filter((edge) => many.has(edge.exit))
  const meeting = meetingPoint(flow, splitNodeId, branches)
  const branchesOf = new Map<string, Set<string>>()
  for (const branch of branches) {
    for (const id of reached(flow, [branch.target], new Set([splitNodeId, ...(meeting ? [meeting] : [])]))) {
      branchesOf.set(id, (branchesOf.get(id) ?? new Set()).add(branch.id))
    }
  }
  return { branchesOf }
}

/** The first node that every way out of the split passes; null when there is none. */
function meetingPoint(flow: ExecutableFlow, splitNodeId: string, branches: DraftEdge[]): string | null {
  const targets = branches.map((edge) => edge.target)
  const all = reached(flow, targets, new Set([splitNodeId]))
  const ends = [...all].filter((id) => edgesFrom(flow, id).length === 0)
  if (ends.length === 0) return null
  const passedByAll = [...all].filter((id) => {
    const without = reached(flow, targets, new Set([splitNodeId, id]))
    return !ends.some((end) => without.has(end))
  })
  const isFirst = (id: string) => {
    const before = reached(flow, targets, new Set([splitNodeId, id]))
    return !passedByAll.some((other) => before.has(other))
  }
  return passedByAll.find(isFirst) ?? null
}

/** What can be reached from the nodes, themselves among them, without entering any of `walls`. */
function reached(flow: ExecutableFlow, from: string[], walls: ReadonlySet<string>): Set<string> {
  const found = new Set(from.filter((id) => !walls.has(id)))
  // A set visits what is added while it is walked.
  for (const id of found) {
    for (const { target } of edgesFrom(flow, id)) if (!walls.has(target)) found.add(target)
  }
  return found
}

function edgesFrom(flow: ExecutableFlow, nodeId: string): DraftEdge[] {
  return [...(flow.routes.get(nodeId)?.values() ?? [])].flat()
}
