import { sweepTimers } from "@/server/timer/sweep-timers"
import type { Component } from "../runtime/component"

/** Hands each tenant's due timers to the queue, a batch a job. */
export const timerSweeper: Component = {
  name: "timer-sweeper",
  role: "timers",
  start: ({ jobs }) =>
    sweepTimers(async (tenant, due) => {
      await jobs.addJob("fire-timers", { tenantId: tenant.id, schema: tenant.schema, slug: tenant.slug, due })
    }),
}
