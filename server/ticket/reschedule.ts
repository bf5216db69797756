import { randomUUID } from "node:crypto"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { runStep } from "./step"

/** Tickets under way at once; their writes share commits (server/ticket/apply). */
const atOnce = 16

/**
 * Counts every running clock anew, after a calendar changed. Tickets whose deadlines stay where they are get no event.
 * Answers how many were looked at. Run again after a crash it finds the same deadlines and changes nothing.
 */
export async function rescheduleTickets(tenant: TenantRef, signal: AbortSignal): Promise<number> {
  const rows = await withTenant(tenant).sql<{ id: string }[]>`
    select distinct ticket_id as id from todo
    where state in ('active', 'waiting', 'approving') and due_at is not null
    union
    select ticket_id from clock where finished_at is null and due_at is not null`
  const waiting = rows.values()
  const lane = async () => {
    for (const { id } of waiting) {
      if (signal.aborted) return
      try {
        await runStep(tenant, { ticketId: id, key: randomUUID(), by: "system", body: { type: "reschedule" } })
      } catch (error) {
        // Closed meanwhile.
        if (!(error instanceof AppError) || error.code === "UNAVAILABLE") throw error
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, rows.length) }, lane))
  return rows.length
}
