import { tickKey, tickOf, timerAt } from "@/core/ticket/clock/timer"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { log } from "@/server/log"
import { readTicket } from "@/server/ticket/read-ticket"
import { runStep } from "@/server/ticket/step"
import type { DueTimer } from "./claim"

/**
 * Fires a claimed timer: a `tick` command that looks at the ticket again, so a late, early or repeated firing has no
 * effect. What the step does not settle itself (a stale row, a clock that runs behind) is put right here.
 */
export async function fireTimer(tenant: TenantRef, due: DueTimer): Promise<"fired" | "stale"> {
  try {
    const result = await runStep(tenant, {
      ticketId: due.ticketId,
      key: tickKey(due),
      by: "timer",
      body: tickOf(due),
    })
    if (!result.repeated) return "fired"
  } catch (error) {
    if (!(error instanceof AppError)) throw error
  }
  await settleTimer(tenant, due)
  return "stale"
}

/** Makes one timer row say what the ticket's state says: gone, or armed at the clock's next instant. */
async function settleTimer(tenant: TenantRef, due: DueTimer): Promise<void> {
  const { sql } = withTenant(tenant)
  const ticket = await readTicket(tenant, due.ticketId)
  const armed = ticket && timerAt(ticket, due.itemId)
  if (!armed)
    await sql`
      delete from timer where ticket_id = ${due.ticketId} and item_id = ${due.itemId} and due_at <= ${new Date(due.dueAt)}`
  // Not due yet by this machine's clock, or fired by another worker a moment ago: looked at again in a second.
  else
    await sql`
      update timer set due_at = ${new Date(armed.at)}, version = ${armed.version},
        claimed_until = now() + interval '1 second'
      where ticket_id = ${due.ticketId} and item_id = ${due.itemId} and due_at <= ${new Date(due.dueAt)}`
}

/** Timers of one batch under way at once; their writes share commits (server/ticket/apply). */
const firedAtOnce = 32

/** Fires a batch. What fails is left claimed and comes round again. */
export async function fireTimers(
  tenant: TenantRef,
  due: DueTimer[],
): Promise<{ fired: number; stale: number; failed: number }> {
  const counts = { fired: 0, stale: 0, failed: 0 }
  const waiting = due.values()
  const lane = async () => {
    for (const timer of waiting) {
      try {
        counts[await fireTimer(tenant, timer)]++
      } catch (error) {
        log.error({ error, ticketId: timer.ticketId }, "a timer could not be fired")
        counts.failed++
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(firedAtOnce, due.length) }, lane))
  return counts
}
