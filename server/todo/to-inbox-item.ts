import type { ExecutableFlow } from "@/core/flow/executable-flow"
import type { Directory } from "@/core/people/directory"
import { queueTitle } from "@/core/people/queue"
import type { Packed } from "@/core/ticket/packed"
import { progressOf } from "@/core/ticket/progress"
import { leftMinutes } from "@/core/sla/clock"
import { actionsOf } from "@/core/ticket/todo-actions"
import { unpackStored } from "@/server/ticket/stored-state"
import type { InboxItem } from "./inbox-item"

export type TodoRow = {
  ticket_id: string
  id: string
  number: number
  title: string
  flow_name: string
  version_id: string
  priority: string
  node_id: string
  created_at: Date
  due_at: Date | null
  breached: boolean
  paused_at: Date | null
  state: string
  finished_at: Date | null
  assignee_id: string | null
  assignee_name: string | null
  owner_id: string | null
  owner_name: string | null
  queue: string | null
  ticket: { origin: { type: string; caller?: string }; state: Packed }
}

const person = (id: string | null, name: string | null) => (id === null || name === null ? null : { id, name })

/** The columns `toInboxItem` reads; the caller adds where and order. */
export function toInboxItem(row: TodoRow, flow: ExecutableFlow, directory: Directory): InboxItem {
  const node = flow.nodes.get(row.node_id)
  const ticket = unpackStored(row.ticket.state)
  const mine = ticket.todos[row.id]
  const isOpen = row.state === "active"
  return {
    ticketId: row.ticket_id,
    todoId: row.id,
    number: row.number,
    title: row.title,
    flowName: row.flow_name,
    nodeName: node?.name ?? row.node_id,
    kind: node?.kind.kind ?? "",
    priority: row.priority,
    createdAt: row.created_at.getTime(),
    dueAt: row.due_at?.getTime() ?? null,
    targetMin: mine?.clock?.targetMin ?? null,
    breached: row.breached,
    paused:
      isOpen && row.paused_at && mine?.clock ? { at: row.paused_at.getTime(), leftMin: leftMinutes(mine.clock) } : null,
    state: row.state,
    finishedAt: row.finished_at?.getTime() ?? null,
    assignee: person(row.assignee_id, row.assignee_name),
    queue: row.queue === null ? null : { key: row.queue, title: queueTitle(directory, row.queue) },
    owner: row.owner_id === row.assignee_id ? null : person(row.owner_id, row.owner_name),
    caller: row.ticket.origin.caller ?? null,
    relation: mine?.relation ?? null,
    progress: mine ? progressOf(ticket, mine.activationId) : null,
    actions: isOpen && node ? actionsOf(node, mine ?? {}) : [],
  }
}
