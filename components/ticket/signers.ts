import type { TicketState } from "@/core/ticket/state"

/** Everybody who has a say in a visit of a step: the engine gives none of them a second one. Pure. */
export function signersOf({ todos }: Pick<TicketState, "todos">, activationId: string): ReadonlySet<string> {
  const there = Object.values(todos).filter((todo) => todo.activationId === activationId && todo.state !== "cancelled")
  return new Set(there.flatMap(({ assigneeId }) => assigneeId ?? []))
}
