import { clipText } from "@/core/clip-text"
import type { TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { openTicket, type OpenResult } from "@/server/ticket/open"
import { readTicket } from "@/server/ticket/read-ticket"
import { answerTicket, isAwaited, isStillAwaited } from "./answer-ticket"
import { revokeTicket } from "./recall-children"
import type { Attempted, QueuedRequest } from "./run-requests"

/** Opens a ticket for another one, and tells it; or tells it why none could be opened. */
export async function openChild(
  tenant: TenantRef,
  { ticketId, seq, index, requestId, attempts, body }: QueuedRequest<"open">,
): Promise<Attempted> {
  const parent = await readTicket(tenant, ticketId)
  if (!parent || !isAwaited(parent, requestId, index)) return { state: "cancelled" }
  const { flowId, variables, waits, depth } = body
  const key = `${ticketId}:${seq}:${index}`
  let child: OpenResult
  try {
    child = await openTicket(tenant, {
      flowId,
      key: `child:${key}`,
      by: "system",
      origin: { type: "ticket", ticketId, number: parent.number, requestId, index, depth, waits },
      initiatorId: parent.initiatorId,
      variables,
    })
  } catch (error) {
    if (!(error instanceof AppError) || error.code === "UNAVAILABLE") throw error
    const [problem] = error.problems
    const detail = problem?.text ?? { en: "The flow is gone.", zh: "所选流程已不存在。" }
    const clipped = { en: clipText(detail.en, 400), zh: clipText(detail.zh, 400) }
    await answerTicket(tenant, ticketId, `unopened:${key}`, requestId, {
      type: "failed",
      attempts: attempts + 1,
      detail: clipped,
    })
    return { state: "failed", error: detail }
  }
  const opened = { type: "opened" as const, index, ticketId: child.ticketId, number: child.number }
  await answerTicket(tenant, ticketId, `opened:${key}`, requestId, opened)
  // It may have been called back while it was being opened, before there was anything to revoke. One that has ended
  // meanwhile, so that its place is taken, is not open any more either.
  if (waits && !(await isStillAwaited(tenant, ticketId, requestId))) await revokeTicket(tenant, child.ticketId)
  return { state: "done" }
}
