import type { Text } from "@/core/text"
import type { Choices, TodoDecision, Values } from "@/core/ticket/event"
import type { Refusal } from "@/components/ticket/refusal"

/**
 * One thing a person asked for, from the key press until the server has said what became of it. Kept with everything
 * that was typed, so that a failed one is sent again as it was, under the same key, and does the same thing once.
 */
export type Decision = {
  key: string
  ticketId: string
  todoId: string
  /** For messages; the todo may have left the list by then. */
  number: number
  title: string
  actionTitle: Text
  decision: TodoDecision
  outcome: string | null
  comment: string
  fields: Values
  /** Where a rejection sends the ticket, if this person was asked. */
  toNodeId?: string
  /** Whom this person chose for the steps that come next. */
  choices?: Choices
  /** `sending` until the answer; a decision that went through leaves the list. */
  state: "sending" | Refusal
}

/** By item key. */
export type Decisions = Readonly<Record<string, Decision>>

export type DecisionAction =
  | { type: "sent"; itemKey: string; decision: Omit<Decision, "state"> }
  | { type: "refused"; itemKey: string; key: string; refusal: Refusal }
  | { type: "retried"; itemKey: string }
  | { type: "settled"; itemKey: string; key: string }
  | { type: "dropped"; itemKey: string }

/**
 * The decisions under way. Answers name the key they belong to: one that comes after its decision was dropped or made
 * anew changes nothing.
 */
export function reduceDecisions(state: Decisions, action: DecisionAction): Decisions {
  const current = state[action.itemKey]
  if (action.type === "sent") {
    // A second key press while the first is under way is the same intent.
    if (current?.state === "sending") return state
    return { ...state, [action.itemKey]: { ...action.decision, state: "sending" } }
  }
  if (!current) return state
  if (action.type === "retried") {
    return current.state === "sending" ? state : { ...state, [action.itemKey]: { ...current, state: "sending" } }
  }
  if (action.type === "refused") {
    if (current.key !== action.key || current.state !== "sending") return state
    return { ...state, [action.itemKey]: { ...current, state: action.refusal } }
  }
  if (action.type === "settled" && current.key !== action.key) return state
  const { [action.itemKey]: _gone, ...rest } = state
  return rest
}
