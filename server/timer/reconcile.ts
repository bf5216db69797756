import { ticketItem } from "@/core/ticket/waits"
import { withTenant, type TenantRef } from "@/db/tenant-client"

/**
 * Re-arms what has no timer (a restored backup, a bug of ours) at the instant the todo, the clock or the ticket names.
 * Answers how many there were.
 */
export async function reconcileTimers(tenant: TenantRef): Promise<number> {
  const rows = await withTenant(tenant).sql`
    insert into timer (ticket_id, item_id, due_at)
    select t.ticket_id, t.id, t.next_at from todo t
    where t.state = 'active' and t.next_at is not null
      and not exists (select 1 from timer m where m.ticket_id = t.ticket_id and m.item_id = t.id)
    union all
    select c.ticket_id, c.id, c.next_at from clock c
    where c.finished_at is null and c.next_at is not null
      and not exists (select 1 from timer m where m.ticket_id = c.ticket_id and m.item_id = c.id)
    union all
    select k.id, ${ticketItem}, k.next_at from ticket k
    where k.status = 'open' and k.next_at is not null
      and not exists (select 1 from timer m where m.ticket_id = k.id and m.item_id = ${ticketItem})
    on conflict (ticket_id, item_id) do nothing
    returning ticket_id`
  return rows.length
}

/** Feed rows older than this are gone; a client away for longer reads anew. */
const feedKept = "1 day"
const feedRowsPerDelete = 5_000

/** Takes old rows off the front of the feed, which is in order of time but for transactions that overlapped. */
export async function sweepFeed(tenant: TenantRef): Promise<void> {
  const { sql } = withTenant(tenant)
  for (;;) {
    const gone = await sql`
      delete from feed_event using (
        select xid, id from feed_event order by xid, id limit ${feedRowsPerDelete}
      ) oldest
      where feed_event.xid = oldest.xid and feed_event.id = oldest.id and at < now() - ${feedKept}::interval`
    if (gone.count < feedRowsPerDelete) return
  }
}
