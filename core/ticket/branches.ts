import type { BranchPolicy } from "@/core/flow/node-kind"
import type { DraftEdge } from "@/core/flow/graph"
import { invariant } from "@/core/problem"
import { readyJoin } from "./join"
import type { Activation } from "./state"
import type { Step } from "./step"

// Splits that take several routes at once, what becomes of their branches, and the joins behind them.

/** The token of `activation` leaves by each of the edges at once. */
export function fork(step: Step, activation: Activation, edges: DraftEdge[]): void {
  restartSplit(step, activation)
  const tokens = edges.map((edge, index) => ({ id: step.nextId("t", index), edgeId: edge.id }))
  step.emit({ type: "forked", activationId: activation.id, tokens })
  step.emit({ type: "completed", activationId: activation.id, exit: edges[0]?.exit ?? "route" })
  for (const [index, edge] of edges.entries()) step.send(tokens[index]!.id, edge.target, edge.id)
}

/** Coming back to the split it is inside of, a token starts all of it anew: what is left of the last round ends. */
function restartSplit(step: Step, { tokenId, nodeId }: Activation): void {
  const token = step.token(tokenId)
  const round = token.path?.find((split) => step.state.splits?.[split]?.nodeId === nodeId)
  if (round === undefined) return
  const left = Object.values(step.state.tokens).filter(({ id, path }) => id !== tokenId && path?.includes(round))
  step.endTokens(left, "returned", "returned")
  step.emit({ type: "splitLeft", splitId: round, tokenId, reason: "restarted" })
}

/** A branch was rejected, and no edge says what then: its split does. Outside any split the ticket ends. */
export function rejectBranch(step: Step, tokenId: string, exit: string): void {
  const token = step.token(tokenId)
  const splitId = token.path?.at(-1)
  if (splitId === undefined) {
    step.close(exit, null)
    return
  }
  const policy = policyOf(step, splitId)
  if (policy === "wait") step.emit({ type: "branchRejected", tokenId, splitId })
  else if (policy === "branch") {
    step.emit({ type: "ended", tokenIds: [tokenId], reason: "rejected" })
    if (Object.keys(step.state.tokens).length === 0) step.close(exit, null)
  } else failSplit(step, splitId, tokenId)
}

function policyOf(step: Step, splitId: string): BranchPolicy {
  const split = step.state.splits?.[splitId]
  invariant(split, `there is no split ${splitId}`)
  const { kind, config } = step.node(split.nodeId)
  return kind.branches?.(config) ?? "fail"
}

/** The split as a whole leaves by its exit for rejections; without an edge there, the split around it decides. */
function failSplit(step: Step, splitId: string, tokenId: string): void {
  const split = step.state.splits?.[splitId]
  invariant(split, `there is no split ${splitId}`)
  const others = Object.values(step.state.tokens).filter(({ id, path }) => id !== tokenId && path?.includes(splitId))
  step.endTokens(others, "failed", "failed")
  step.emit({ type: "splitLeft", splitId, tokenId, reason: "rejected" })
  const edge = step.flow.routes.get(split.nodeId)?.get("rejected")?.[0]
  if (edge) step.send(tokenId, edge.target, edge.id)
  else rejectBranch(step, tokenId, "rejected")
}

/**
 * What the tokens that wait for others amount to now. True when something went on, so that there may be more to settle.
 */
export function settleBranches(step: Step): boolean {
  const { tokens, activations } = step.state
  const failed = Object.values(tokens).find((token) => token.failed)
  if (failed) {
    const splitId = failed.path?.findLast((split) => policyOf(step, split) === "wait")
    const busy = Object.values(tokens).some((token) => {
      const isWaiting = token.failed || activations[token.activationId]?.state === "waiting"
      return !isWaiting && splitId !== undefined && token.path?.includes(splitId)
    })
    if (splitId !== undefined && !busy) {
      failSplit(step, splitId, failed.id)
      return true
    }
  }
  const join = readyJoin(step.flow, step.state)
  if (!join) return false
  const { survivor, others, leaves, rest, rule, nodeId } = join
  if (leaves !== null && rule.rest === "cancel") step.endTokens(rest, "failed", "early")
  const activation = step.state.activations[survivor.activationId]
  invariant(activation, "a join without an activation")
  const early = leaves !== null && rest.length > 0 && rule.rest === "finish"
  step.emit({
    type: "joined",
    activationId: activation.id,
    tokenId: survivor.id,
    others: others.map((token) => token.id),
    leaves,
    early,
  })
  step.leave(activation, "next", step.flow.routes.get(nodeId)?.get("next")?.[0])
  return true
}

/** A token comes to a join: it waits, unless the join has gone on without its branch. */
export function arriveAtJoin(step: Step, activation: Activation, edgeId: string | null): void {
  const token = step.token(activation.tokenId)
  const isLate = token.path?.some((split) => step.state.splits?.[split]?.passed?.includes(activation.nodeId))
  if (!isLate) {
    step.emit({ type: "waited", activationId: activation.id, edgeId })
    return
  }
  step.emit({ type: "ended", tokenIds: [token.id], reason: "late" })
  // The branch whose join went on early may have come to an end before this one did.
  if (Object.keys(step.state.tokens).length === 0) step.close("end", null)
}
