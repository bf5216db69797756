import { sweepRequests } from "@/server/request/sweep-requests"
import type { Component } from "../runtime/component"

/** Hands each tenant's requests to services and other tickets to the queue, a batch a job. */
export const requestSweeper: Component = {
  name: "request-sweeper",
  role: "requests",
  start: ({ jobs }) =>
    sweepRequests(async (tenant, due) => {
      await jobs.addJob("run-requests", { tenantId: tenant.id, schema: tenant.schema, slug: tenant.slug, due })
    }),
}
