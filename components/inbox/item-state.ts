import type { Decision } from "./decision"

/** How a row of the inbox stands with what this person asked for. */
export type RowState = "idle" | "sending" | "failed" | "gone" | "refused"

export function rowState(decision: Decision | undefined): RowState {
  if (!decision) return "idle"
  if (decision.state === "sending") return "sending"
  if (decision.state.is === "failed") return "failed"
  return decision.state.is === "refused" ? "refused" : "gone"
}
