/** Where a todo stands; from `approved` on it is over. */
export const todoStates = ["waiting", "active", "approved", "rejected", "done", "cancelled", "skipped"] as const
export type TodoState = (typeof todoStates)[number]
