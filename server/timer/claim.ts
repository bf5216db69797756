import { withTenant, type TenantRef } from "@/db/tenant-client"
import * as z from "zod"

export const dueTimerSchema = z.strictObject({
  ticketId: z.uuid(),
  itemId: z.string().max(10),
  dueAt: z.int(),
  /** The life of the clock it was armed in; absent: whatever has become of it. */
  version: z.int().optional(),
})
export type DueTimer = z.infer<typeof dueTimerSchema>

/** Timers handed out in one batch (measured: 500–1,000 is the flat part of the curve). */
export const timersPerBatch = 500
/** A batch that nobody finished in this time is handed out again. Firing twice changes nothing. */
export const claimSec = 30

/** Takes due timers for `claimSec`; two sweepers never get the same one. Oldest first. */
export async function claimTimers(tenant: TenantRef): Promise<DueTimer[]> {
  const rows = await withTenant(tenant).sql<
    { ticket_id: string; item_id: string; due_at: Date; version: number | null }[]
  >`
    update timer set claimed_until = now() + make_interval(secs => ${claimSec})
    where (ticket_id, item_id) in (
      select ticket_id, item_id from timer
      where due_at <= now() and (claimed_until is null or claimed_until < now())
      order by due_at limit ${timersPerBatch}
      for update skip locked
    )
    returning ticket_id, item_id, due_at, version`
  return rows
    .map(({ ticket_id: ticketId, item_id: itemId, due_at: dueAt, version }) => ({
      ticketId,
      itemId,
      dueAt: dueAt.getTime(),
      ...(version !== null && { version }),
    }))
    .sort((a, b) => a.dueAt - b.dueAt)
}

/** When this tenant next needs a sweep, in milliseconds since 1970; null when nothing is armed. */
export async function nextDue(tenant: TenantRef): Promise<number | null> {
  const [row] = await withTenant(tenant).sql<{ at: Date | null }[]>`
    select min(greatest(due_at, coalesce(claimed_until, due_at))) as at from (
      select due_at, claimed_until from timer order by due_at limit 1000
    ) soon`
  return row?.at?.getTime() ?? null
}
