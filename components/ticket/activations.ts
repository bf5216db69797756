import { progressOf, type Progress } from "@/core/ticket/progress"
import type { Activation, TicketState, Todo } from "@/core/ticket/state"

/** One visit of a node with the people it went to. */
export type Visit = { activation: Activation; todos: Todo[]; progress: Progress | null }

/** The visits of a state that went to people, the latest first; seats in order, whoever was added after who asked. */
export function visitsOf(state: TicketState): Visit[] {
  const todos = Object.values(state.todos)
  return Object.values(state.activations)
    .map((activation) => {
      const seats = todos
        .filter((todo) => todo.activationId === activation.id)
        .toSorted((a, b) => a.seat - b.seat || numberOf(a.id) - numberOf(b.id))
      return { activation, todos: seats, progress: progressOf(state, activation.id) }
    })
    .filter((visit) => visit.todos.length > 0)
    .toSorted((a, b) => numberOf(b.activation.id) - numberOf(a.activation.id))
}

const numberOf = (id: string) => Number(id.slice(1))
