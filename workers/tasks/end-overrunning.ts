import * as z from "zod"
import { endOverrunning } from "@/server/tenant/end-overrunning"
import { defineTask } from "../runtime/task"

/** The limit on a tenant's statements that the tenant's own session cannot lift. */
export const endOverrunningTask = defineTask({
  identifier: "end-overrunning",
  role: "timers",
  schema: z.object({}),
  cron: { match: "* * * * *" },
  async run(_payload, { log }) {
    const ended = await endOverrunning()
    if (ended > 0) log.warn({ ended }, "ended tenants' statements that were over time")
  },
})
