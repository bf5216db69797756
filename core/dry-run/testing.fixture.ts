import { toExecutable } from "@/core/flow/executable"
import type { DraftGraph } from "@/core/flow/graph"
import { starterFlows } from "@/core/flow/starters/starters"
import { invariant } from "@/core/problem"
import { directory, ids } from "@/core/ticket/testing/tenant"
import type { Move } from "./move"
import type { DryRunWorld } from "./world"

const [feeReduction] = starterFlows({ locale: "en", homeUnitId: ids.units.team, administratorIds: [ids.owner] })
export const feeDraft: DraftGraph = feeReduction!.draft

export function worldOf(draft: DraftGraph, more: Partial<DryRunWorld> = {}): DryRunWorld {
  const result = toExecutable(draft)
  invariant(result.ok, result.ok ? "" : JSON.stringify(result.problems))
  return { flow: result.flow, flowId: ids.flow, flowName: "Fee reduction", directory, calendars: {}, ...more }
}

export const opening = (amount: number): Move => ({
  type: "open",
  by: ids.agents[0],
  call: null,
  fields: { amount, reason: "loyalty" },
})

export const decision = (nodeId: string, personId: string, decision: "approve" | "reject" | "done"): Move => ({
  type: "decide",
  nodeId,
  personId,
  decision,
  outcome: null,
  comment: "because",
  fields: {},
})

export const waiting = (minutes: number | null): Move => ({ type: "wait", minutes })
