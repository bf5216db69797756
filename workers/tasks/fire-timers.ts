import * as z from "zod"
import { dueTimerSchema } from "@/server/timer/claim"
import { fireTimers } from "@/server/timer/fire"
import { defineTask } from "../runtime/task"

/** A batch of one tenant's due timers. Each fires alone; one that fails is swept again when its claim ends. */
export const fireTimersTask = defineTask({
  identifier: "fire-timers",
  role: "timers",
  schema: z.strictObject({ tenantId: z.uuid(), schema: z.string(), slug: z.string(), due: z.array(dueTimerSchema) }),
  async run({ tenantId, schema, slug, due }, { log }) {
    const result = await fireTimers({ id: tenantId, schema, slug }, due)
    if (result.failed > 0) log.warn(result, "some timers could not be fired; they are swept again")
  },
})
