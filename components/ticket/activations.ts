import { progressOf, type Progress } from "@/core/ticket/progress"
import type { Activation, TicketState, Todo } from "@/core/ticket/state"

/** One person's part in a visit; `depth`: how many people asked each other before this one was asked. */
export type Seat = { todo: Todo; depth: number }

/** One visit of a node with the people it went to. */
export type Visit = { activation: Activation; seats: Seat[]; progress: Progress | null }

/** The visits of a state that went to people, the latest first; seats in order, whoever was asked below who asked. */
export function visitsOf(state: TicketState): Visit[] {
  const todos = Object.values(state.todos)
  return Object.values(state.activations)
    .map((activation) => {
      const there = todos
        .filter((todo) => todo.activationId === activation.id)
        .toSorted((a, b) => a.seat - b.seat || numberOf(a.id) - numberOf(b.id))
      return { activation, seats: nested(there, undefined, 0), progress: progressOf(state, activation.id) }
    })
    .filter((visit) => visit.seats.length > 0)
    .toSorted((a, b) => numberOf(b.activation.id) - numberOf(a.activation.id))
}

function nested(todos: readonly Todo[], parentId: string | undefined, depth: number): Seat[] {
  return todos
    .filter((todo) => todo.parentId === parentId)
    .flatMap((todo) => [{ todo, depth }, ...nested(todos, todo.id, depth + 1)])
}

const numberOf = (id: string) => Number(id.slice(1))
