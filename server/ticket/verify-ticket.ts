import { canonicalJson } from "@/core/canonical-json"
import { InvariantError } from "@/core/problem"
import { verifyChain } from "@/core/ticket/chain"
import type { TicketEvent } from "@/core/ticket/event"
import { foldEvents } from "@/core/ticket/replay"
import { ownClocks } from "@/core/ticket/clock/rows"
import { timedItems } from "@/core/ticket/clock/timer"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { fromStored, type StateRow } from "./stored-state"
import { readEvents } from "./read-events"

export type Difference = { ticketId: string; number: number; what: string }

const pageSize = 500

/**
 * Folds every ticket's events and compares with what is stored beside them, byte for byte in canonical JSON: the state,
 * the hash chain and its head, the open todos, the armed timers. Answers the differences; none is the promise.
 */
export async function verifyTickets(
  tenant: TenantRef,
  progress: (tickets: number) => void,
): Promise<{ tickets: number; events: number; differences: Difference[] }> {
  const { sql } = withTenant(tenant)
  const differences: Difference[] = []
  let tickets = 0
  let events = 0
  for (let after = 0; ;) {
    const page = await sql<{ id: string; number: number }[]>`
      select id, number from ticket where number > ${after} order by number limit ${pageSize}`
    for (const { id, number } of page) {
      const result = await verifyTicket(tenant, id)
      events += result.events
      differences.push(...result.differences.map((what) => ({ ticketId: id, number, what })))
      tickets++
    }
    progress(tickets)
    const last = page.at(-1)
    if (!last) return { tickets, events, differences }
    after = last.number
  }
}

async function verifyTicket(tenant: TenantRef, ticketId: string): Promise<{ events: number; differences: string[] }> {
  // One snapshot: a step that commits in between must not look like a difference.
  return withTenant(tenant).sql.begin("isolation level repeatable read read only", async (tx) => {
    const [row] = await tx<(StateRow & { head: string; version: number; steps: string })[]>`
      select ticket.*, (select count(*) from step where ticket_id = ${ticketId}) as steps
      from ticket where id = ${ticketId}`
    const todos = await tx<{ id: string; assignee_id: string | null; queue: string | null }[]>`
      select id, assignee_id, queue from todo where ticket_id = ${ticketId} and state = 'active' order by id`
    const timers = await tx<
      { item_id: string }[]
    >`select item_id from timer where ticket_id = ${ticketId} order by item_id`
    const clocks = await tx<{ id: string }[]>`
      select id from clock where ticket_id = ${ticketId} and finished_at is null`
    if (!row) return { events: 0, differences: ["the ticket is gone"] }
    const found: string[] = []
    let events: TicketEvent[]
    try {
      events = await readEvents(tx, ticketId)
      const chain = verifyChain(events, row.head)
      if (!chain.ok) found.push(`the chain is broken at event ${chain.brokenSeq}`)
      const state = foldEvents(events)
      if (canonicalJson(state) !== canonicalJson(fromStored(row)))
        found.push("the stored state is not the fold of the events")
      if (Number(row.steps) !== row.version) found.push(`version ${row.version} but ${row.steps} steps`)
      const open = Object.values(state.todos).filter((todo) => todo.state === "active")
      if (
        list(open.map((todo) => `${todo.id}:${todo.assigneeId ?? todo.queue}`)) !==
        list(todos.map((todo) => `${todo.id}:${todo.assignee_id ?? todo.queue}`))
      )
        found.push("the open todos are not those of the state")
      const own = Object.entries(ownClocks(state)).filter(([, clock]) => !clock.ended)
      if (list(own.map(([id]) => id)) !== list(clocks.map((clock) => clock.id)))
        found.push("the running clocks are not those of the state")
      if (list(timedItems(state)) !== list(timers.map((timer) => timer.item_id)))
        found.push("the armed timers are not those of the state")
    } catch (error) {
      if (!(error instanceof InvariantError)) throw error
      return { events: 0, differences: [`the events do not fold: ${error.message}`] }
    }
    return { events: events.length, differences: found }
  })
}

const list = (items: string[]) => items.toSorted().join(" ")
