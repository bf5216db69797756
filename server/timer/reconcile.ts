import { withTenant, type TenantRef } from "@/db/tenant-client"

/**
 * Re-arms open clocks that have no timer (a restored backup, a bug of ours): due at once, so that the tick finds out
 * when it really is. Answers how many there were.
 */
export async function reconcileTimers(tenant: TenantRef): Promise<number> {
  const rows = await withTenant(tenant).sql`
    insert into timer (ticket_id, todo_id, due_at)
    select t.ticket_id, t.id, now() from todo t join ticket k on k.id = t.ticket_id
    where t.state = 'active' and t.due_at is not null
      and not exists (select 1 from timer m where m.ticket_id = t.ticket_id and m.todo_id = t.id)
      and (
        jsonb_array_length(coalesce(k.state #> array['todos', t.id, 'clock', 'tiers'], '[]'::jsonb)) > 0
        or k.state #>> array['todos', t.id, 'clock', 'breached'] = 'false'
      )
    on conflict (ticket_id, todo_id) do nothing
    returning ticket_id`
  return rows.length
}

/** Feed rows older than this are gone; a client away for longer reads anew. */
const feedKept = "1 day"

export async function sweepFeed(tenant: TenantRef): Promise<void> {
  await withTenant(tenant).sql`delete from feed_event where at < now() - ${feedKept}::interval`
}
