import { queuesOf } from "@/core/people/queue"
import type { ModelTenant, ModelTicket, ModelTodo } from "./model-tenant"
import type { RealTenant } from "./real-tenant"
import { same } from "./stored-rows"

/** By deadline, those without one last; then by their ids. */
function inboxOrder(a: ModelTodo, b: ModelTodo): number {
  const [left, right] = [a.dueAt ?? Infinity, b.dueAt ?? Infinity]
  if (left !== right) return left - right
  if (a.ticketId !== b.ticketId) return a.ticketId < b.ticketId ? -1 : 1
  return a.id < b.id ? -1 : 1
}

const shown = ({
  ticketId,
  id,
  nodeName,
  assigneeId,
  queue,
  ownerId,
  createdAt,
  dueAt,
  breached,
  pausedAt,
}: ModelTodo) => ({
  ticketId,
  todoId: id,
  nodeName,
  assignee: assigneeId,
  queue,
  owner: ownerId === assigneeId ? null : ownerId,
  createdAt,
  dueAt,
  breached,
  pausedAt,
})

/** Each of them sees exactly their active todos, in order, and what waits in the queues they may look into. */
export async function compareInboxes(real: RealTenant, tenant: ModelTenant, personIds: string[]): Promise<void> {
  const active = tenant
    .todos()
    .filter(({ state }) => state === "active")
    .sort(inboxOrder)
  for (const personId of personIds) {
    const person = real.person(personId)
    if (!person?.active) continue
    const { directory } = real.world()
    const isOverseer = person.roles.some((role) => role !== "agent")
    const queues = queuesOf(directory, personId, Date.now())
    const mine = active.filter(({ assigneeId }) => assigneeId === personId)
    const waiting = active.filter(({ queue }) => queue !== null && (isOverseer || queues.includes(queue)))
    const { inbox } = real.callerOf(personId).todo
    for (const [view, expected] of [
      ["mine", mine],
      ["queues", waiting],
    ] as const) {
      // An empty queue costs as much to look at as a full one.
      if (view === "queues" && active.every(({ queue }) => queue === null)) continue
      const { items, counts } = await inbox({ view, limit: 100 })
      const found = items.map(
        ({ ticketId, todoId, nodeName, assignee, queue, owner, createdAt, dueAt, breached, paused }) => ({
          ticketId,
          todoId,
          nodeName,
          assignee: assignee?.id ?? null,
          queue: queue?.key ?? null,
          owner: owner?.id ?? null,
          createdAt,
          dueAt,
          breached,
          pausedAt: paused?.at ?? null,
        }),
      )
      same(`${view} of ${personId}`, expected.map(shown), found)
      same(`counts of ${personId}`, [mine.length, waiting.length], [counts.open, counts.queued])
    }
  }
}

/** The ticket's page: its state, its trace with every hash, and its messages. */
export async function compareTicketPage(real: RealTenant, ticketId: string, model: ModelTicket): Promise<void> {
  const viewer = real.world().directory.people.find(({ active, roles }) => active && roles.includes("owner"))
  const page = await real.callerOf(viewer?.id ?? "").ticket.get({ ticketId })
  same("the page's state", model.state, page.state)
  same("the page's trace", model.events, page.events)
  same("the page's version", [model.version, model.head], [page.version, page.head])
  const message = (one: { personId: string; channel: string; kind: string }) =>
    `${one.personId} ${one.channel} ${one.kind}`
  same("the page's messages", model.outbox.map(message).sort(), page.notifications.map(message).sort())
}
