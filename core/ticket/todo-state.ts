/**
 * Where a todo stands. `waiting`: its turn has not come, or somebody has to sign before; `approving`: its assignee has
 * approved, and those asked to sign after have not all done so; the others are over.
 */
export const todoStates = [
  "waiting",
  "active",
  "approved",
  "rejected",
  "done",
  "cancelled",
  "skipped",
  "approving",
  "returned",
] as const
export type TodoState = (typeof todoStates)[number]

const open: ReadonlySet<TodoState> = new Set(["waiting", "active", "approving"])

/** True until the todo is over. */
export const isOpenTodo = (todo: { state: TodoState }): boolean => open.has(todo.state)
