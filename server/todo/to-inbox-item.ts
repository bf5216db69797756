import type { ExecutableFlow } from "@/core/flow/executable-flow"
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
  assignee_id: string
  assignee_name: string
  owner_id: string
  owner_name: string
  ticket: { origin: { type: string; caller?: string }; state: Packed }
}

/** The columns `toInboxItem` reads; the caller adds where and order. */
export function toInboxItem(row: TodoRow, flow: ExecutableFlow): InboxItem {
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
    assignee: { id: row.assignee_id, name: row.assignee_name },
    owner: row.owner_id === row.assignee_id ? null : { id: row.owner_id, name: row.owner_name },
    caller: row.ticket.origin.caller ?? null,
    relation: mine?.relation ?? null,
    progress: mine ? progressOf(ticket, mine.activationId) : null,
    actions: isOpen && node ? actionsOf(node, mine ?? {}) : [],
  }
}
