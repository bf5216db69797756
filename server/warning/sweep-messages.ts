import type { TenantRef } from "@/db/tenant-client"
import { startSweep } from "@/server/tenant/sweep"
import { claimMessages, messagesPerBatch, nextAttempt } from "./claim"

/** Hands every tenant's due messages, in claimed batches, to `send`. */
export const sweepMessages = (
  send: (tenant: TenantRef, ids: number[]) => Promise<void>,
): Promise<{ stop(): Promise<void> }> =>
  startSweep({
    name: "messages",
    async look(tenant) {
      for (let full = true; full;) {
        const ids = await claimMessages(tenant)
        full = ids.length === messagesPerBatch
        if (ids.length > 0) await send(tenant, ids)
      }
      return nextAttempt(tenant)
    },
  })
