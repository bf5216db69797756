import type { ExecutableFlow } from "@/core/flow/executable-flow"
import { checkFieldValues } from "@/core/flow/field-value"
import type { Problem } from "@/core/problem"
import type { TicketState } from "../state"
import { branchProblems } from "./branches-fit"
import { placesOf, type Places } from "./places"
import { mapped, type MigrationPlan } from "./plan"
import { edgeMissing, edgeTwice, nodeMissing, otherKind, sameTarget, stepName } from "./problems"

type Versions = { source: ExecutableFlow; target: ExecutableFlow }

/** Why a ticket cannot move as the plan says; empty when it can. Every reason at once, in a stable order. Pure. */
export function fitProblems(versions: Versions, state: TicketState, plan: MigrationPlan): Problem[] {
  const places = placesOf(state)
  const problems = [...placeProblems(versions, places, plan), ...valueProblems(versions.target, state)]
  // Where a step or a route has nowhere to go there is no picture of the branches yet.
  if (problems.length > 0) return problems
  return [...meetingProblems(versions.source, places, plan), ...branchProblems(versions, state, plan)]
}

/**
 * What a plan names that is not there, or not of the same kind, whatever tickets there
 * are. Pure.
 */
export function planProblems({ source, target }: Versions, plan: MigrationPlan): Problem[] {
  return placeProblems({ source, target }, { nodeIds: Object.keys(plan.nodes), waiting: [] }, plan)
}

/** What of these places has no place in the other version: the step, one of its kind, the route into a join. */
export function placeProblems({ source, target }: Versions, places: Places, plan: MigrationPlan): Problem[] {
  const steps = places.nodeIds.flatMap((nodeId) => {
    const [from, to] = [source.nodes.get(nodeId), target.nodes.get(mapped(plan.nodes, nodeId))]
    if (!from || !to) return [nodeMissing(nodeId, stepName(source, nodeId))]
    if (from.kind.kind === to.kind.kind) return []
    return [otherKind(nodeId, stepName(source, nodeId), stepName(target, to.id))]
  })
  const routes = places.waiting.flatMap(({ nodeId, edgeId }) => {
    const incoming = target.incoming.get(mapped(plan.nodes, nodeId)) ?? []
    const isThere = incoming.some(({ id }) => id === mapped(plan.edges, edgeId))
    return isThere ? [] : [edgeMissing(nodeId, edgeId, stepName(source, nodeId))]
  })
  return [...steps, ...routes]
}

/** Two branches that would come to stand at one step, or to fill one route of a join, where they were apart. */
function meetingProblems(source: ExecutableFlow, { nodeIds, waiting }: Places, plan: MigrationPlan): Problem[] {
  const steps = clashes(nodeIds, (nodeId) => mapped(plan.nodes, nodeId))
  const edgeIds = new Map(waiting.map(({ edgeId, nodeId }) => [edgeId, nodeId]))
  const routes = clashes([...edgeIds.keys()], (edgeId) => mapped(plan.edges, edgeId))
  return [
    ...steps.map((nodeId) => sameTarget(nodeId, stepName(source, nodeId))),
    ...routes.map((edgeId) => {
      const nodeId = edgeIds.get(edgeId) ?? ""
      return edgeTwice(nodeId, edgeId, stepName(source, nodeId))
    }),
  ]
}

/** Those that go where one before them goes. */
function clashes(ids: string[], targetOf: (id: string) => string): string[] {
  const taken = new Set<string>()
  return ids.filter((id) => {
    const target = targetOf(id)
    const isTaken = taken.has(target)
    taken.add(target)
    return isTaken
  })
}

/** Values that the fields of the same key cannot hold in the other version. What it has no field for is kept unseen. */
function valueProblems(target: ExecutableFlow, { variables }: TicketState): Problem[] {
  const keys = target.fields.map(({ key }) => key)
  const held = Object.fromEntries(Object.entries(variables).filter(([key]) => keys.includes(key)))
  return checkFieldValues(target.fields, keys, held, { known: {}, complete: false })
}
