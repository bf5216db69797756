import type { TicketState, Todo } from "./state"
import type { TodoState } from "./todo-state"

/** How a vote stands, in votes and not in people: "2 of 5 have approved, 3 are needed, 2 are still to come". */
export type Progress = { approved: number; rejected: number; open: number; need: number; votes: number }

/** null where one person decides alone. Counted over those with a vote of their own. Pure. */
export function progressOf(
  { todos, activations }: Pick<TicketState, "todos" | "activations">,
  activationId: string,
): Progress | null {
  const seats = Object.values(todos).filter((todo) => {
    return todo.activationId === activationId && todo.parentId === undefined && todo.state !== "cancelled"
  })
  if (seats.length < 2) return null
  const votes = (...states: TodoState[]) => sum(seats.filter((todo) => states.includes(todo.state)))
  return {
    approved: votes("approved", "done"),
    rejected: votes("rejected"),
    open: votes("active", "waiting", "approving"),
    need: activations[activationId]?.need ?? 1,
    votes: sum(seats),
  }
}

function sum(seats: Todo[]): number {
  return seats.reduce((total, { weight = 1 }) => total + weight, 0)
}
