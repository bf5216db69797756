import { withTenant, type TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { runStep } from "@/server/ticket/step"
import type { Attempted, QueuedRequest } from "./run-requests"

/** Nobody waits any more: what has not been sent is not, and tickets that were opened to be waited for are revoked. */
export async function recallChildren(
  tenant: TenantRef,
  { ticketId, requestId }: QueuedRequest<"recall">,
): Promise<Attempted> {
  const { sql } = withTenant(tenant)
  await sql`
    update request set state = 'cancelled', finished_at = now()
    where ticket_id = ${ticketId} and request_id = ${requestId} and state = 'queued'
      and body->>'type' in ('http', 'open')`
  const children = await sql<{ id: string }[]>`
    select id from ticket
    where origin->>'type' = 'ticket' and origin->>'ticketId' = ${ticketId}
      and origin->>'requestId' = ${requestId} and (origin->>'waits')::boolean and status = 'open'`
  for (const { id } of children) await revokeTicket(tenant, id)
  return { state: "done" }
}

/** Ends a ticket because the one that opened it no longer waits for it. One that has ended is left alone. */
export async function revokeTicket(tenant: TenantRef, ticketId: string): Promise<void> {
  try {
    await runStep(tenant, {
      ticketId,
      key: `recalled:${ticketId}`,
      by: "system",
      body: { type: "revoke", comment: "" },
    })
  } catch (error) {
    if (!(error instanceof AppError && error.problems.some(({ code }) => code === "ticketClosed"))) throw error
  }
}
