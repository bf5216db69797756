import { sweepMessages } from "@/server/warning/sweep-messages"
import type { Component } from "../runtime/component"

/** Hands each tenant's messages to the queue, a batch a job. */
export const outboxDispatcher: Component = {
  name: "outbox-dispatcher",
  role: "notifications",
  start: ({ jobs }) =>
    sweepMessages(async (tenant, ids) => {
      await jobs.addJob("deliver-messages", { tenantId: tenant.id, schema: tenant.schema, slug: tenant.slug, ids })
    }),
}
