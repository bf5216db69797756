import { signersOf } from "@/components/ticket/signers"
import type { Actor, EventBody, TicketEvent } from "@/core/ticket/event"
import { stateAt } from "@/core/ticket/replay"
import type { TicketState, Todo } from "@/core/ticket/state"

/** What the trace of a ticket says about one of its todos. */
export type TodoStory = {
  nodeId: string
  activationId: string
  /** Everybody who has a say in this visit of the step; the engine adds none of them again. */
  signerIds: ReadonlySet<string>
  /** Who asked for it, how and why; null for work given out by rule. */
  asked: { by: Actor; mode: Extract<EventBody, { type: "added" }>["mode"]; comment: string } | null
}

/** null when these events know no such todo, or cannot have happened in this order. Pure. */
export function todoStory(events: TicketEvent[], todoId: string): TodoStory | null {
  const todos = todosOf(events)
  const todo = todos[todoId]
  if (!todo) return null
  const added = events.find(({ body }) => body.type === "added" && body.todos.some(({ id }) => id === todoId))
  return {
    nodeId: todo.nodeId,
    activationId: todo.activationId,
    signerIds: signersOf({ todos }, todo.activationId),
    asked: added?.body.type === "added" ? { by: added.by, mode: added.body.mode, comment: added.body.comment } : null,
  }
}

function todosOf(events: TicketEvent[]): Record<string, Todo> {
  let state: TicketState | null
  try {
    state = stateAt(events, Infinity)
  } catch {
    // Only a trace that was changed does this; the ticket's own page shows where.
    return {}
  }
  return state?.todos ?? {}
}
