import { createNodeRun } from "../create-node-run"
import { refuse } from "../refusal"
import type { TicketState } from "../state"
import type { Step } from "../step"
import type { Handler } from "./handler"

/** What was asked for is there. Too late, or a second time: nothing happens. */
export const answer: Handler<"answer"> = (step, { requestId, answer: given }) => {
  if (step.command.by !== "system") refuse("forbidden")
  const activation = Object.values(step.state.activations).find(({ request }) => request?.id === requestId)
  if (activation?.state !== "active") return
  if ("index" in given && !activation.request?.left?.includes(given.index)) return
  const { kind, config } = step.node(activation.nodeId)
  kind.answered?.(createNodeRun(step, activation.id), config, given)
}

/**
 * Whatever made an activation end without its answer (a return, a jump, another branch, the end), it is said once and for
 * all what nobody waits for any more.
 */
export function recallAbandoned(step: Step, before: TicketState | null): void {
  const waiting = new Map<string, string>()
  for (const { id, request } of Object.values(before?.activations ?? {})) if (request) waiting.set(request.id, id)
  for (const body of step.events) {
    if (body.type === "asked") waiting.set(body.requestId, body.activationId)
    if (body.type === "answered" || body.type === "recalled") waiting.delete(body.requestId)
  }
  for (const [requestId, activationId] of waiting) {
    const now = step.state.activations[activationId]
    if (now?.state !== "completed" && now?.request?.id === requestId) continue
    step.emit({ type: "recalled", requestId, activationId })
  }
}
