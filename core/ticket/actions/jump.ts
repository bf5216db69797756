import { jumpScope } from "../jump-scope"
import { downstream, leaveFor } from "../send-back"
import type { Step } from "../step"

type Jump = { tokenId: string | null; nodeId: string; comment: string }

/** Moves a token, or with null the whole ticket out of all branches, to a node. False when there is no such token. */
export function jump(step: Step, { tokenId, nodeId, comment }: Jump): boolean {
  const scope = jumpScope(step.state, tokenId, nodeId)
  if (!scope) return false
  const { token, since, ended } = scope
  step.emit({ type: "jumped", tokenId, nodeId, comment })
  if (tokenId === null) {
    const below = new Set(downstream(step, token, since))
    step.endTokens(
      ended.filter((one) => !below.has(one)),
      "jumped",
      "jumped",
    )
  }
  leaveFor(step, token, { nodeId, since, cause: "jumped", personId: null, backTo: null })
  return true
}
