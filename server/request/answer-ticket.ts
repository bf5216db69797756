import type { Answer } from "@/core/ticket/command"
import type { TicketState } from "@/core/ticket/state"
import type { TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { readTicket } from "@/server/ticket/read-ticket"
import { runStep } from "@/server/ticket/step"

/** Whether a ticket still waits for what it asked; `index`: for this ticket of several. */
export function isAwaited(state: TicketState | null, requestId: string, index?: number): boolean {
  if (state?.status !== "open") return false
  const found = Object.values(state.activations).find(({ request }) => request?.id === requestId)
  if (found?.state !== "active") return false
  return index === undefined || found.request?.left?.includes(index) === true
}

/** As `isAwaited`, of the ticket as it is stored now. */
export const isStillAwaited = async (
  tenant: TenantRef,
  ticketId: string,
  requestId: string,
  index?: number,
): Promise<boolean> => isAwaited(await readTicket(tenant, ticketId), requestId, index)

/**
 * Gives a ticket what it asked for. Given twice it counts once; when another attempt has answered meanwhile with something
 * else, the first answer stands.
 */
export async function answerTicket(
  tenant: TenantRef,
  ticketId: string,
  key: string,
  requestId: string,
  answer: Answer,
): Promise<void> {
  try {
    await runStep(tenant, { ticketId, key, by: "system", body: { type: "answer", requestId, answer } })
  } catch (error) {
    const isReused = error instanceof AppError && error.problems.some(({ code }) => code === "keyReused")
    if (!isReused) throw error
  }
}
