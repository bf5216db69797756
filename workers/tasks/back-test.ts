import * as z from "zod"
import { runBackTest } from "@/server/back-test/run"
import { activeTenants } from "@/server/tenant/active-tenants"
import { defineTask } from "../runtime/task"

/** A draft is run over past tickets. Who asks is stamped by the queue (gate.enqueue). */
export const backTestTask = defineTask({
  identifier: "back-test",
  role: "timers",
  schema: z.strictObject({ _tenant: z.string(), backTestId: z.uuid() }),
  async run({ _tenant, backTestId }, { signal, isLastAttempt }) {
    const tenant = (await activeTenants()).find(({ schema }) => schema === _tenant)
    if (tenant) await runBackTest(tenant, backTestId, { signal, isLastAttempt })
  },
})
