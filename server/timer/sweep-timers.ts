import type { TenantRef } from "@/db/tenant-client"
import { log } from "@/server/log"
import { startSweep } from "@/server/tenant/sweep"
import { claimTimers, nextDue, timersPerBatch, type DueTimer } from "./claim"
import { sweepAttachments } from "@/server/attachment/sweep"
import { reconcileTimers, sweepFeed } from "./reconcile"

/** Hands every tenant's due timers, in claimed batches, to `fire`; a pass also re-arms clocks without a timer. */
export const sweepTimers = (
  fire: (tenant: TenantRef, due: DueTimer[]) => Promise<void>,
): Promise<{ stop(): Promise<void> }> =>
  startSweep({
    name: "timers",
    async look(tenant) {
      for (let full = true; full;) {
        const due = await claimTimers(tenant)
        full = due.length === timersPerBatch
        if (due.length > 0) await fire(tenant, due)
      }
      return nextDue(tenant)
    },
    async pass(tenant) {
      const rearmed = await reconcileTimers(tenant)
      if (rearmed > 0) log.warn({ tenant: tenant.slug, rearmed }, "clocks without a timer were armed again")
      await sweepFeed(tenant)
      await sweepAttachments(tenant)
    },
  })
