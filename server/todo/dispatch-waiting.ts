import { randomUUID } from "node:crypto"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { runStep } from "@/server/ticket/step"

/** Todos looked at in one go; the next look takes the rest. */
const todosMax = 500
/** While something waits, a place may come free unseen: a capacity changed elsewhere, somebody joined the group. */
const againMs = 5_000

type Row = { ticket_id: string; id: string; flow_id: string; node_id: string }

/**
 * Gives out what waits for somebody to have room, the most urgent first, until nobody has. Of each node only the first that
 * finds no room is tried. Answers when to look again: null when nothing waits. Several at once do no harm: whoever comes
 * second finds the todo given out.
 */
export async function dispatchWaiting(tenant: TenantRef): Promise<number | null> {
  const rows = await withTenant(tenant).sql<Row[]>`
    select ticket_id, id, flow_id, node_id from todo where state = 'active' and awaits_capacity
    order by due_at asc nulls last, created_at, ticket_id, id limit ${todosMax}`
  const full = new Set<string>()
  let left = 0
  for (const { ticket_id: ticketId, id: todoId, flow_id, node_id } of rows) {
    const pool = `${flow_id}:${node_id}`
    if (full.has(pool) || !(await give(tenant, ticketId, todoId))) {
      full.add(pool)
      left += 1
    }
  }
  return left > 0 ? Date.now() + againMs : null
}

/** True when the todo waits no more. */
async function give(tenant: TenantRef, ticketId: string, todoId: string): Promise<boolean> {
  try {
    const body = { type: "dispatch", todoId } as const
    const { repeated } = await runStep(tenant, { ticketId, key: randomUUID(), by: "system", body })
    return !repeated
  } catch (error) {
    // Under too much contention the next look tries again.
    if (error instanceof AppError) return false
    throw error
  }
}
