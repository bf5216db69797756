import type { Resume } from "./event"
import { numberOf } from "./fold/fold"
import type { Token } from "./state"
import type { Step } from "./step"

// A token leaves what it does for a node where people have been before, or for any node an administrator says.

/**
 * What a token can be returned to: nodes where people have been on its own way, the last one first and the start last. A
 * node in a branch that has been joined, or in another branch, is not among them; nor is where the token stands.
 */
export function returnTargets({ flow }: Pick<Step, "flow">, { trail = {}, nodeId: here }: Token): string[] {
  return Object.entries(trail)
    .filter(([nodeId]) => nodeId !== here && flow.nodes.has(nodeId))
    .sort(([, a], [, b]) => numberOf(b) - numberOf(a))
    .map(([nodeId]) => nodeId)
}

type SendBack = { todoId: string | null; resume: Resume; comment: string }

/** Returns a token, and ends what else came of the node it goes back to; other branches go on. */
export function sendBack(step: Step, token: Token, nodeId: string, { todoId, resume, comment }: SendBack): void {
  const since = token.trail?.[nodeId] ?? null
  // The branch that would be gone back to is over by then.
  const backTo = resume === "back" && !leavesSplit(token, since) ? token.nodeId : null
  step.emit({ type: "returned", todoId, nodeId, resume: backTo === null ? "again" : "back", comment })
  leaveFor(step, token, { nodeId, since, cause: "returned", personId: null, backTo })
}

export type Leaving = {
  nodeId: string
  since: string | null
  cause: "returned" | "withdrawn" | "jumped"
  personId: string | null
  backTo: string | null
}

/** Ends what came of activation `since` (null: nothing but what the token does now), and sends the token to a node. */
export function leaveFor(step: Step, token: Token, { nodeId, ...leaving }: Leaving): void {
  step.endTokens(downstream(step, token, leaving.since), leaving.cause, leaving.cause)
  step.cancel(
    Object.values(step.state.todos).filter((todo) => todo.activationId === token.activationId),
    leaving.cause,
  )
  step.emit({ type: "moved", tokenId: token.id, ...leaving })
  step.send(token.id, nodeId, null)
}

/** Splits a token leaves when it goes back to an activation, the outermost first. */
function leftSplits(token: Token, since: string | null): string[] {
  return since === null ? [] : (token.path ?? []).filter((split) => numberOf(split) > numberOf(since))
}

/** True when going back to an activation leads out of the split the token is in. */
export function leavesSplit(token: Token, since: string | null): boolean {
  return leftSplits(token, since).length > 0
}

/** The other tokens that came of an activation: the other branches of the splits that are left. */
export function downstream(step: Pick<Step, "state">, token: Token, since: string | null): Token[] {
  const left = leftSplits(token, since)
  return Object.values(step.state.tokens).filter(
    ({ id, path }) => id !== token.id && path?.some((split) => left.includes(split)),
  )
}
