import type { TenantRef } from "@/db/tenant-client"
import { readTicket } from "@/server/ticket/read-ticket"
import { answerTicket } from "./answer-ticket"
import type { Attempted, QueuedRequest } from "./run-requests"

/** Tells the ticket above that this one has ended. */
export async function reportEnd(
  tenant: TenantRef,
  { ticketId, seq, requestId, body }: QueuedRequest<"report">,
): Promise<Attempted> {
  const child = await readTicket(tenant, ticketId)
  if (!child) return { state: "cancelled" }
  const { index, resolution } = body
  const { number, variables } = child
  const answer = { type: "ticket" as const, index, ticketId, number, resolution, variables }
  await answerTicket(tenant, body.ticketId, `ended:${ticketId}:${seq}`, requestId, answer)
  return { state: "done" }
}
