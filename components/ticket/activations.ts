import type { Activation, TicketState, Todo } from "@/core/ticket/state"
import type { Progress } from "./approval-progress"

/** One visit of a node with the people it went to. */
export type Visit = { activation: Activation; todos: Todo[]; progress: Progress | null }

/** The visits of a state that went to people, the latest first; seats in order. */
export function visitsOf(state: TicketState): Visit[] {
  const todos = Object.values(state.todos)
  return Object.values(state.activations)
    .map((activation) => {
      const seats = todos
        .filter((todo) => todo.activationId === activation.id)
        .toSorted((a, b) => a.seat - b.seat || numberOf(a.id) - numberOf(b.id))
      return { activation, todos: seats, progress: seats.length > 1 ? progressOf(seats, activation.need) : null }
    })
    .filter((visit) => visit.todos.length > 0)
    .toSorted((a, b) => numberOf(b.activation.id) - numberOf(a.activation.id))
}

export function progressOf(todos: readonly Todo[], need: number): Progress {
  const count = (state: Todo["state"]) => todos.filter((todo) => todo.state === state).length
  return { approved: count("approved"), rejected: count("rejected"), need, seats: todos.length }
}

const numberOf = (id: string) => Number(id.slice(1))
