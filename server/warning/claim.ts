import { withTenant, type TenantRef } from "@/db/tenant-client"

export const messagesPerBatch = 100
/** A batch that nobody finished in this time is handed out again: at least once, with the same key. */
export const claimSec = 120

/**
 * Takes queued messages whose time has come, oldest first; two processes never get the same one. A message that waited no
 * longer says so: whoever plans for its person must not take it along as well.
 */
export async function claimMessages(tenant: TenantRef): Promise<number[]> {
  const rows = await withTenant(tenant).sql<{ id: string }[]>`
    update notification set next_attempt_at = now() + make_interval(secs => ${claimSec}), waits_for = null
    where id in (
      select id from notification where state = 'queued' and next_attempt_at <= now()
      order by next_attempt_at limit ${messagesPerBatch} for update skip locked
    )
    returning id`
  return rows.map((row) => Number(row.id)).sort((a, b) => a - b)
}

/** When the next message is to be tried, in milliseconds since 1970; null when none waits. */
export async function nextAttempt(tenant: TenantRef): Promise<number | null> {
  const [row] = await withTenant(tenant).sql<{ at: Date | null }[]>`
    select min(next_attempt_at) as at from notification where state = 'queued'`
  return row?.at?.getTime() ?? null
}
