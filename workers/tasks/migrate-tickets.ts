import * as z from "zod"
import { runMigration } from "@/server/migration/run"
import { activeTenants } from "@/server/tenant/active-tenants"
import { defineTask } from "../runtime/task"

/** Running tickets move to another version. Who asks is stamped by the queue (gate.enqueue). */
export const migrateTicketsTask = defineTask({
  identifier: "migrate-tickets",
  role: "timers",
  schema: z.strictObject({ _tenant: z.string(), migrationId: z.uuid() }),
  async run({ _tenant, migrationId }, { signal }) {
    const tenant = (await activeTenants()).find(({ schema }) => schema === _tenant)
    if (tenant) await runMigration(tenant, migrationId, signal)
  },
})
