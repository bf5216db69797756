import * as z from "zod"
import { withTenant, type TenantRef } from "@/db/tenant-client"

export const requestsPerBatch = 50
/** A batch that nobody finished in this time is handed out again: at least once, with the same key. */
const claimSec = 180

/** Names one request of a tenant. */
export const requestRefSchema = z.strictObject({ ticketId: z.uuid(), seq: z.int(), index: z.int() })
export type RequestRef = z.infer<typeof requestRefSchema>

/** Takes queued requests whose time has come, oldest first; two processes never get the same one. */
export async function claimRequests(tenant: TenantRef): Promise<RequestRef[]> {
  const rows = await withTenant(tenant).sql<{ ticket_id: string; seq: number; index: number }[]>`
    update request set next_attempt_at = now() + make_interval(secs => ${claimSec})
    where (ticket_id, seq, index) in (
      select ticket_id, seq, index from request where state = 'queued' and next_attempt_at <= now()
      order by next_attempt_at limit ${requestsPerBatch} for update skip locked
    )
    returning ticket_id, seq, index`
  return rows.map(({ ticket_id: ticketId, seq, index }) => ({ ticketId, seq, index }))
}

/** When the next request is to be tried, in milliseconds since 1970; null when none waits. */
export async function nextRequest(tenant: TenantRef): Promise<number | null> {
  const [row] = await withTenant(tenant).sql<{ at: Date | null }[]>`
    select min(next_attempt_at) as at from request where state = 'queued'`
  return row?.at?.getTime() ?? null
}
