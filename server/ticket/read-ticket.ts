import type { TicketState } from "@/core/ticket/state"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { fromStored, type StateRow } from "./stored-state"

/** A ticket's state as it is stored; null when there is no such ticket here. */
export async function readTicket(tenant: TenantRef, ticketId: string): Promise<TicketState | null> {
  const [row] = await withTenant(tenant).sql<StateRow[]>`select * from ticket where id = ${ticketId}`
  return row ? fromStored(row) : null
}
