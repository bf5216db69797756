import * as z from "zod"
import { activeTenants } from "@/server/tenant/active-tenants"
import { forgetCalendars } from "@/server/sla/calendars"
import { rescheduleTickets } from "@/server/ticket/reschedule"
import { defineTask } from "../runtime/task"

/** A tenant's calendars changed. Who asks is stamped by the queue (gate.enqueue); the payload says nothing else. */
export const rescheduleTicketsTask = defineTask({
  identifier: "reschedule-tickets",
  role: "timers",
  schema: z.strictObject({ _tenant: z.string() }),
  async run({ _tenant }, { log, signal }) {
    const tenant = (await activeTenants()).find(({ schema }) => schema === _tenant)
    if (!tenant) return
    forgetCalendars(tenant)
    const looked = await rescheduleTickets(tenant, signal)
    log.info({ tenant: tenant.slug, looked }, "clocks count by the changed calendars")
  },
})
