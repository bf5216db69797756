import type { TenantRef } from "@/db/tenant-client"
import { startSweep } from "@/server/tenant/sweep"
import { claimRequests, nextRequest, requestsPerBatch, type RequestRef } from "./claim"

/** Hands every tenant's due requests, in claimed batches, to `run`. */
export const sweepRequests = (
  run: (tenant: TenantRef, due: RequestRef[]) => Promise<void>,
): Promise<{ stop(): Promise<void> }> =>
  startSweep({
    name: "requests",
    async look(tenant) {
      for (let full = true; full;) {
        const due = await claimRequests(tenant)
        full = due.length === requestsPerBatch
        if (due.length > 0) await run(tenant, due)
      }
      return nextRequest(tenant)
    },
  })
