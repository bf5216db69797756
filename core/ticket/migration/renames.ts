import type { ExecutableFlow } from "@/core/flow/executable-flow"
import type { TicketState } from "../state"
import { mapped, type MigrationPlan } from "./plan"

/** What ids of the one version become in the other: only those that change. null: gone. */
export type Renames = Record<string, string | null>

/**
 * For every node the state remembers, where the ticket has been among them. What the other version does not have, or has
 * as a step of another kind, cannot be gone back to any more. Pure.
 */
export function nodeRenames(
  { source, target }: { source: ExecutableFlow; target: ExecutableFlow },
  state: TicketState,
  plan: MigrationPlan,
): Renames {
  const renames: Renames = {}
  for (const nodeId of remembered(state)) {
    const to = target.nodes.get(mapped(plan.nodes, nodeId))
    const isSameKind = to?.kind.kind === source.nodes.get(nodeId)?.kind.kind
    const next = to && isSameKind ? to.id : null
    if (next !== nodeId) renames[nodeId] = next
  }
  return renames
}

function remembered({ tokens, activations, todos, visits, splits = {} }: TicketState): Set<string> {
  const places = [...Object.values(activations), ...Object.values(todos), ...Object.values(splits)]
  const back = [...Object.values(activations), ...Object.values(tokens)].flatMap(({ backTo }) => backTo ?? [])
  return new Set([
    ...Object.keys(visits),
    ...places.map(({ nodeId }) => nodeId),
    ...Object.values(tokens).flatMap((token) => [token.nodeId, ...Object.keys(token.trail ?? {})]),
    ...Object.values(splits).flatMap(({ passed }) => passed ?? []),
    ...back,
  ])
}

/** Edges at joins that are called otherwise in the other version. */
export function edgeRenames({ activations }: TicketState, plan: MigrationPlan): Record<string, string> {
  const filled = Object.values(activations).flatMap(({ edgeId }) => edgeId ?? [])
  return Object.fromEntries(
    filled.flatMap((edgeId) => {
      const to = mapped(plan.edges, edgeId)
      return to === edgeId ? [] : [[edgeId, to] as const]
    }),
  )
}
