import { canonicalJson } from "@/core/canonical-json"
import { queueMembers } from "@/core/people/queue"
import { invariant } from "@/core/problem"
import type { TicketState, Todo } from "../state"
import type { LedgerStep } from "./ledger"

// What waits in a queue, who takes it, and that nobody is given more than they can take.

/** Taking a todo out of a queue, or putting it there, changes who has it and nothing else. */
export function checkQueues(step: LedgerStep, before: TicketState): void {
  const { events, after, command } = step
  for (const todo of Object.values(after?.todos ?? {})) {
    invariant((todo.assigneeId === null) === (todo.ownerId === null), `${todo.id} has an owner and nobody who has it`)
    invariant(todo.assigneeId !== null || todo.queue !== undefined, `${todo.id} is nowhere`)
    invariant(todo.assigneeId === null || !todo.awaitsCapacity, `${todo.id} is held and awaits somebody`)
  }
  const { type } = command.body
  for (const { body } of events) {
    if (body.type !== "assigned" && body.type !== "queued") continue
    const then = before.todos[body.todoId]
    const now = after?.todos[body.todoId]
    if (!then) continue
    if (body.type === "assigned") {
      invariant(then.assigneeId === null, `${body.todoId} was somebody's already`)
      if (body.how === "claimed") invariant(body.toId === command.by, "claimed for somebody else")
      if (body.how === "dispatched") invariant(then.awaitsCapacity, "given out, though it waits to be claimed")
    } else invariant(then.assigneeId === body.fromId, "put back by nobody who had it")
    if (now && (type === "claim" || type === "unclaim" || type === "dispatch")) {
      invariant(canonicalJson(bare(now)) === canonicalJson(bare(then)), `${type} changed more than who has it`)
    }
  }
  checkMembers(step, before)
  checkCapacity(step, before)
}

const bare = ({ assigneeId: _a, ownerId: _o, queue: _q, awaitsCapacity: _c, ...rest }: Todo) => rest

/** Only members claim, or who stands in for one. */
function checkMembers({ events, command, world }: LedgerStep, before: TicketState): void {
  const away = (world.directory.substitutes ?? []).map((one) => one.personId)
  for (const { body } of events) {
    if (body.type !== "assigned" || body.how !== "claimed") continue
    const members = queueMembers(world.directory, before.todos[body.todoId]?.queue ?? "")
    invariant(
      members.includes(String(command.by)) || away.some((id) => members.includes(id)),
      `${String(command.by)} claimed what is not for them`,
    )
  }
}

/** Whoever is given a todo by a rule that picks had room for it. */
function checkCapacity({ events, world }: LedgerStep, before: TicketState): void {
  const open = new Map<string, number>()
  const count = (id: string | null, by: number) => id !== null && open.set(id, (open.get(id) ?? 0) + by)
  for (const todo of Object.values(before.todos)) if (todo.state === "active") count(todo.assigneeId, 1)
  for (const { body } of events) {
    if (body.type !== "assigned" || body.how !== "dispatched") continue
    const capacity = world.directory.people.find((person) => person.id === body.toId)?.capacity ?? null
    invariant(capacity === null || (open.get(body.toId) ?? 0) < capacity, `${body.toId} is full and was given more`)
    count(body.toId, 1)
  }
}
